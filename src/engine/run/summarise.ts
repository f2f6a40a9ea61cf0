import type { CheckResult } from '../../core/check.ts';
import { EXIT, type ExitCode, type HostFailure } from '../../core/errors.ts';
import type { HostSummary, Summary } from '../../core/events.ts';

/** How far a host came. */
export interface Progress {
  readonly planned: number;
  readonly done: number;
  readonly failure?: HostFailure;
}

/** How a run ended: the first failure in this order decides the exit code. */
export function summarise(run: {
  readonly command: string;
  readonly start: number;
  readonly hosts: ReadonlyMap<string, Progress>;
  readonly checks?: readonly CheckResult[];
  readonly interrupted?: boolean;
  /** Whether hosts that were not come to were meant to be changed. */
  readonly changing?: boolean;
}): Summary {
  const hosts = [...run.hosts].map(([host, progress]) => summariseHost(host, progress, run.changing ?? false));
  const failedChecks = (run.checks ?? []).filter(({ complaint }) => complaint !== undefined).length;
  const failures = hosts.flatMap(({ failure }) => (failure === undefined ? [] : [failure.exit]));
  const candidates: readonly ExitCode[] = [
    ...(run.interrupted === true ? [EXIT.interrupted] : []),
    ...SEVERITY.filter((exit) => failures.includes(exit)),
    ...failures,
    ...(failedChecks > 0 ? [EXIT.unhealthy] : []),
  ];
  return {
    command: run.command,
    exit: candidates[0] ?? EXIT.done,
    hosts,
    checks: { passed: (run.checks?.length ?? 0) - failedChecks, failed: failedChecks },
    milliseconds: performance.now() - run.start,
  };
}

/** What was changed and failed says more than what could not be reached. */
const SEVERITY: readonly ExitCode[] = [EXIT.failed, EXIT.moved, EXIT.locked, EXIT.unreachable];

function summariseHost(host: string, progress: Progress, changing: boolean): HostSummary {
  const { planned, done } = progress;
  // Whoever stopped the run knows why: that is no failure of the host's.
  const failure = progress.failure?.exit === EXIT.interrupted ? undefined : progress.failure;
  const outcome = (): HostSummary['outcome'] => {
    if (failure !== undefined) return 'failed';
    if (progress.failure !== failure && done === 0) return 'not reached';
    if (planned === 0) return 'unchanged';
    if (done === planned) return 'changed';
    if (!changing) return 'planned';
    return done > 0 ? 'unfinished' : 'not reached';
  };
  return { host, outcome: outcome(), planned, done, ...(failure === undefined ? {} : { failure }) };
}
