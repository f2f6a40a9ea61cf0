import { CONTROLS } from '../core/unseen.ts';

/** What a terminal would obey; newlines and tabs, too. */
const CONTROL = new RegExp(CONTROLS, 'gu');

const IN_A_TEXT = new RegExp(`(?![\\n\\t])${CONTROLS}`, 'gu');

/** The colours of paint.ts, and nothing else of what starts with an escape character. */
const COLOUR = '\\u001b\\[(?:[12]|22|3[1236]|39)m';

const COLOUR_OR_CONTROL = new RegExp(`(${COLOUR})|(?!\\t)${CONTROLS}`, 'gu');

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t' };

const visible = (character: string): string =>
  NAMED[character] ?? `\\x${character.codePointAt(0)?.toString(16).padStart(2, '0')}`;

/** Nothing to be looked at more closely, which takes long, in plans of many hosts longest of all. */
const HARMLESS = /^[\t\n -~]*$/;

/** A text of several lines with its control characters made visible; newlines and tabs stay. */
export const escapeText = (text: string): string => (HARMLESS.test(text) ? text : text.replace(IN_A_TEXT, visible));

/** The same for a text that has to stay on one line. */
export const escapeLine = (text: string): string => text.replace(CONTROL, visible);

/**
 * Lines as they go out to a terminal. All views write through this: a control character that a formatter let through,
 * or a newline within a line, shows as text. Only the colours that umctl itself uses stay.
 */
export const outgoing = (lines: readonly string[]): readonly string[] =>
  lines.map((line) =>
    HARMLESS.test(line) && !line.includes('\n')
      ? line
      : line.replace(COLOUR_OR_CONTROL, (found, colour?: string) => colour ?? visible(found)),
  );
