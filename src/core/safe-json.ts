import { type Cause, sayCause } from './cause.ts';
import type { Marks } from './play.ts';
import { showSecrets } from './secrets.ts';
import { CONTROLS } from './unseen.ts';

/** JSON has none within a text; between its lines they stay. */
const IN_JSON = new RegExp(`(?!\\n)${CONTROLS}`, 'gu');

/**
 * A value as JSON; secrets as the names and fingerprints that people are shown. What JSON may hold as it is, and a
 * terminal would obey, is escaped, and reads the same: people look into files with cat(1), too.
 */
export const safeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(
    value,
    (_, inner: unknown) => (typeof inner === 'string' ? showSecrets(inner) : withCause(withMarks(inner))),
    indent,
  ).replace(IN_JSON, escaped);

/** Unit by unit, as JSON has what is beyond 16 bits. */
const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  }).join('');

/** What has {@link Marks} has them as fields of its own. */
function withMarks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('marks' in value)) return value;
  const { marks, ...rest } = value;
  return { ...rest, ...(marks as Marks) };
}

/** What is done because of something has that in words. */
function withCause(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('because' in value)) return value;
  const { because } = value;
  return typeof because === 'object' && because !== null ? { ...value, because: sayCause(because as Cause) } : value;
}
