import { EXIT, type ExitCode } from '../core/errors.ts';
import type { HostSummary, Summary } from '../core/events.ts';
import { EXIT_MEANING } from './exit-meaning.ts';
import { formatFailure } from './failure.ts';
import { halfwayLines } from './halfway.ts';
import { headline } from './headline.ts';
import type { Invocation } from './invocation.ts';
import { nextCommand } from './next-command.ts';
import type { Paint } from './paint.ts';
import { count, indent, textTable } from './text.ts';

/** What a person wants to know at the end: each host's outcome, what failed and why, and the next command to type. */
export function formatSummary(summary: Summary, invocation: Invocation, paint: Paint): readonly string[] {
  const failures = summary.hosts.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  const next = nextCommand(summary, invocation);
  const good = summary.exit === EXIT.done || summary.exit === EXIT.changes;
  return [
    '',
    ...hostTable(summary, paint),
    ...failures.flatMap((failure) => ['', ...formatFailure(failure, paint)]),
    ...(failures.length === 0 ? [] : ['']),
    ...clusterLines(summary, paint),
    paint(good ? 'good' : 'bad', headline(summary)),
    ...(good ? [] : [`Exit ${summary.exit}: ${EXIT_MEANING[summary.exit]}.`]),
    ...halfwayLines(summary, invocation),
    ...(next === undefined ? [] : [`${next.why}:`, ...indent([next.command])]),
    ...(summary.run === undefined ? [] : [paint('faint', `On record: umctl history ${summary.run}`)]),
  ];
}

const ONLY_FAILURES: ReadonlySet<string> = new Set(['facts', 'unlock', 'drill']);

/** Hosts that were only asked, and answered, need no line each. */
function hostTable({ command, hosts }: Summary, paint: Paint): readonly string[] {
  const telling = ONLY_FAILURES.has(command) ? hosts.filter((host) => host.failure !== undefined) : hosts;
  const rows = textTable(telling.map((host) => [host.host, host.outcome, detail(host)]));
  return rows.map((row, i) => colourOutcome(row.trimEnd(), telling[i], paint));
}

function colourOutcome(row: string, host: HostSummary | undefined, paint: Paint): string {
  if (host?.outcome === 'failed') return paint('bad', row);
  if (host?.outcome === 'not reached' || host?.outcome === 'unfinished') return paint('warning', row);
  return row;
}

function detail({ outcome, planned, done }: HostSummary): string {
  if (planned === 0) return '';
  if (outcome === 'planned') return count(planned, 'step');
  return outcome === 'not reached'
    ? `${count(planned, 'step')} not begun`
    : `${done} of ${count(planned, 'step')} done`;
}

/** How each of several clusters ended. */
function clusterLines({ clusters = [] }: Summary, paint: Paint): readonly string[] {
  if (clusters.length < 2) return [];
  const rows = textTable(clusters.map(({ cluster, exit }) => [`cluster ${cluster}`, howItEnded(exit)]));
  return ['', ...rows.map((row, i) => (clusters[i]?.exit === EXIT.done ? row : paint('bad', row))), ''];
}

const howItEnded = (exit: ExitCode): string => (exit === EXIT.done ? 'done' : `exit ${exit}: ${EXIT_MEANING[exit]}`);
