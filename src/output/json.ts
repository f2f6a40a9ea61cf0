import type { ExitCode, Problem } from '../core/errors.ts';
import type { Event } from '../core/events.ts';
import { showSecrets } from '../core/secrets.ts';
import type { View, WriteLines } from './view.ts';

/** Why a command ended without a summary. */
export interface Refusal {
  readonly type: 'error';
  readonly exit: ExitCode;
  readonly problems: readonly Problem[];
}

/** An event as one line of JSON; secrets as the names and fingerprints that people are shown. */
export const formatJson = (event: Event | Refusal): string =>
  JSON.stringify(event, (_, value: unknown) => (typeof value === 'string' ? showSecrets(value) : value));

/** JSON lines, one an event, and nothing else. */
export const jsonView = (write: WriteLines): View => ({
  report: (event) => write([formatJson(event)]),
  settle: async () => {},
});
