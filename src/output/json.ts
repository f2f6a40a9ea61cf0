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
  JSON.stringify(event, (_, value: unknown) => (typeof value === 'string' ? showSecrets(value) : value)).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** What JSON may hold as it is, and a terminal would obey; what is escaped reads the same. */
const UNSAFE = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON lines, one an event, and nothing else. */
export const jsonView = (write: WriteLines): View => ({
  report: (event) => write([formatJson(event)]),
  settle: async () => {},
});
