import type { ExitCode, Problem } from '../core/errors.ts';
import type { Event } from '../core/events.ts';
import { showSecrets } from '../core/secrets.ts';
import { CONTROL } from './controls.ts';
import type { View, WriteLines } from './view.ts';

/** Why a command ended without a summary. */
export interface Refusal {
  readonly type: 'error';
  readonly exit: ExitCode;
  readonly problems: readonly Problem[];
}

/** An event as one line of JSON; see {@link jsonLine}. */
export const formatJson = (event: Event | Refusal): string => jsonLine(event);

/**
 * A value as one line of JSON; secrets as the names and fingerprints that people are shown. What JSON may hold as it is,
 * and a terminal would obey, is escaped, and reads the same.
 */
export const jsonLine = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? showSecrets(inner) : inner)).replace(
    CONTROL,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** JSON lines, one an event, and nothing else. */
export const jsonView = (write: WriteLines): View => ({
  report: (event) => write([formatJson(event)]),
  settle: async () => {},
});
