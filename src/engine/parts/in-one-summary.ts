import { EXIT, type ExitCode } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import type { Job, PartJob } from '../../core/play.ts';

interface Ended {
  readonly command: string;
  readonly start: number;
  readonly parts: readonly PartJob[];
  /** How each part ended, in the same order. */
  readonly summaries: readonly Summary[];
}

/** The ends of all parts as one: the worst of them decides the exit code. */
export function inOneSummary({ hosts }: Job, { command, start, parts, summaries }: Ended): Summary {
  const all = new Map(summaries.flatMap((one) => one.hosts.map((host) => [host.host, host] as const)));
  const exits = summaries.map(({ exit }) => exit);
  const isApplied = (one: Summary): boolean =>
    one.alreadyApplied === true || (one.exit === EXIT.done && one.hosts.every(({ planned }) => planned === 0));
  const applied = summaries.some((one) => one.alreadyApplied === true) && summaries.every(isApplied);
  return {
    command,
    exit: worst(exits),
    hosts: hosts.flatMap(({ name }) => all.get(name) ?? []),
    checks: {
      passed: summaries.reduce((sum, { checks }) => sum + checks.passed, 0),
      failed: summaries.reduce((sum, { checks }) => sum + checks.failed, 0),
    },
    clusters: parts.flatMap(({ name }, i) => {
      const exit = exits[i];
      return name === undefined || exit === undefined ? [] : [{ cluster: name, exit }];
    }),
    milliseconds: performance.now() - start,
    ...(applied ? { alreadyApplied: true as const } : {}),
  };
}

/** What was changed and failed says more than what could not be reached, as among the hosts of one part. */
const SEVERITY: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.split,
  EXIT.failed,
  EXIT.moved,
  EXIT.locked,
  EXIT.unreachable,
  EXIT.unhealthy,
];

/** The exit code that tells most. */
export const worst = (exits: readonly ExitCode[]): ExitCode =>
  SEVERITY.find((exit) => exits.includes(exit)) ?? exits.find((exit) => exit !== EXIT.done) ?? EXIT.done;
