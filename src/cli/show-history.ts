import { formatHistory, formatRun, type HistoryEntry } from '../output/history.ts';
import { jsonLine } from '../output/json.ts';
import { coloured, uncoloured } from '../output/paint.ts';
import { describeSelf, isGone } from '../records/controller.ts';
import { runOutcomeOf } from '../records/outcome.ts';
import { readRecord, readRecords } from '../records/read.ts';
import type { RunRecord } from '../records/record.ts';
import { runsDirectory } from '../records/state-directory.ts';
import { toStdout } from './print.ts';
import { wantsColour } from './terminal.ts';

interface Options {
  readonly json?: boolean;
  readonly verbose?: number;
  readonly color: boolean;
}

/** Prints all runs on record. */
export function showHistory({ json }: Options): void {
  const entries = readRecords(runsDirectory()).map(entry());
  if (json !== true) toStdout(formatHistory(entries));
  else toStdout(entries.map(({ record, outcome }) => jsonLine({ id: record.id, ...record.head, outcome })));
}

/** Prints one run; false when it is not on record. */
export function showRun(id: string, { json, verbose = 0, color }: Options): boolean {
  const record = readRecord(runsDirectory(), id);
  if (record === undefined) return false;
  const shown = entry()(record);
  if (json === true) {
    toStdout([jsonLine({ id, ...record.head, outcome: shown.outcome }), ...record.events.map((e) => jsonLine(e))]);
  } else toStdout(formatRun(shown, { paint: wantsColour({ color }) ? coloured : uncoloured, verbosity: verbose }));
  return true;
}

function entry(): (record: RunRecord) => HistoryEntry {
  const self = describeSelf('', '');
  return (record) => ({ record, outcome: runOutcomeOf(record, (by) => isGone(by, self)) });
}
