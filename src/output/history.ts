import { EXIT, type ExitCode } from '../core/errors.ts';
import type { RunOutcome } from '../records/outcome.ts';
import { inventoryName, type RunRecord } from '../records/record.ts';
import { EXIT_MEANING } from './exit-meaning.ts';
import { collectFindings } from './findings.ts';
import { harmless } from './harmless.ts';
import { ofCluster } from './of-cluster.ts';
import type { Paint } from './paint.ts';
import { count, indent, textTable } from './text.ts';

/** A record and how it came out. */
export interface HistoryEntry {
  readonly record: RunRecord;
  readonly outcome: RunOutcome;
}

/** One line a run: id, when, who, what, on which inventory, how it came out. */
export function formatHistory(entries: readonly HistoryEntry[]): readonly string[] {
  if (entries.length === 0) return ['No run is on record here. umctl apply leaves one.'];
  const rows = harmless(entries).map(({ record: { id, head }, outcome }) => [
    id,
    time(head.by.since),
    head.by.user,
    head.command,
    inventoryName(head.inventory),
    describeOutcome(outcome),
  ]);
  return textTable([['RUN', 'BEGAN', 'BY', 'COMMAND', 'INVENTORY', 'OUTCOME'], ...rows]);
}

export function describeOutcome(outcome: RunOutcome): string {
  if (outcome.kind !== 'ended') return outcome.kind;
  const { exit, done, planned, passed } = outcome;
  if (exit === EXIT.done) {
    if (done > 0) return `done: ${count(done, 'step')}`;
    if (planned > 0) return 'declined';
    return passed > 0 ? `done: ${count(passed, 'check')} passed` : 'nothing to do';
  }
  const meaning = isExit(exit) ? `: ${EXIT_MEANING[exit]}` : '';
  return `exit ${exit}${meaning}${planned > 0 ? ` (${done} of ${count(planned, 'step')} done)` : ''}`;
}

/** One run, whole: who, when, what; its plan; what was done, with durations; what was found; how it ended. */
export function formatRun(entry: HistoryEntry, { paint, verbosity }: Look): readonly string[] {
  const { record, outcome } = harmless(entry);
  const { id, head, events } = record;
  const { user, controller, pid, since, message } = head.by;
  const { file, more } = head.inventory;
  const invocation = {
    command: head.command,
    inventory: file,
    ...(more === undefined ? {} : { moreInventories: more }),
    ...head.selection,
  };
  const look = { paint, verbosity, diff: true, invocation };
  const findings = collectFindings(look);
  const about = textTable([
    ['run', id],
    ['began', time(since)],
    ['by', `${user} on ${controller} (process ${pid}), umctl ${head.version}`],
    ['typed', message],
    ['inventory', `${inventoryName(head.inventory)} (digest ${head.inventory.digest})`],
    ['outcome', describeOutcome(outcome)],
  ]);
  return [
    ...about,
    '',
    ...events.flatMap((event) =>
      event.type === 'error' ? event.problems.map(({ message }) => message) : findings.hear(ofCluster(event)),
    ),
    ...findings.flush(),
    ...(outcome.kind === 'ended abruptly' ? abrupt(record, paint) : []),
  ];
}

interface Look {
  readonly paint: Paint;
  readonly verbosity: number;
}

/** Where a run was when it was killed: the steps that were begun and not ended. */
function abrupt({ events }: RunRecord, paint: Paint): readonly string[] {
  const open = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'step-start') open.set(event.host, event.title);
    if (event.type === 'step-done' || event.type === 'host-failed') open.delete(event.host);
  }
  const last = events.at(-1)?.at;
  return [
    paint(
      'warning',
      `The run ended abruptly${last === undefined ? '' : ` after ${time(last)}`}. It was in the middle of:`,
    ),
    ...indent(open.size === 0 ? ['no step'] : [...open].map(([host, title]) => `${host}: ${title}`)),
    'The same command again finishes it.',
  ];
}

/** `2026-09-23 05:45:12 UTC` */
const time = (iso: string): string => iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');

const isExit = (exit: number): exit is ExitCode => exit in EXIT_MEANING;
