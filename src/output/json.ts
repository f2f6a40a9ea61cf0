import type { ExitCode, Problem } from '../core/errors.ts';
import type { Event } from '../core/events.ts';
import { safeJson } from '../core/safe-json.ts';
import type { View, WriteLines } from './view.ts';

/** Why a command ended without a summary. */
export interface RefusedRun {
  readonly type: 'error';
  readonly exit: ExitCode;
  readonly problems: readonly Problem[];
}

/** An event as one line of JSON; see {@link jsonLine}. */
export function formatJson(event: Event | RefusedRun): string {
  if (event.type !== 'facts') return jsonLine(event);
  const { rows: _, ...rest } = event;
  return jsonLine(rest);
}

/** A value as one line of JSON. */
export const jsonLine = (value: unknown): string => safeJson(value);

/** JSON lines, one an event, and nothing else. */
export const jsonView = (write: WriteLines): View => ({
  report: (event) => write([formatJson(event)]),
  settle: async () => {},
});
