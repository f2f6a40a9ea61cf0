import type { Problem } from '../core/errors.ts';
import type { Variables } from './groups.ts';
import { detailsOf, isTemplate, withoutValue } from './yaml/template.ts';
import type { WrittenEntry } from './yaml/written.ts';

/** Before the name of a file of variables that could not be read; no variable begins with it. */
const MARK = '\0';

/** In place of the variables of a file that could not be read: an error for hosts that have them, and only if they count. */
export const unreadFile = (file: string, message: string): Variables => {
  const at = { file, line: 1, column: 1 };
  return new Map([[`${MARK}${file}`, { key: at, content: { at, value: withoutValue(message) } }]]);
};

/** What could not be read of variables. */
export const unreadIn = (vars: Variables): readonly Problem[] =>
  [...vars].flatMap(([name, { content }]) =>
    name.startsWith(MARK) && isTemplate(content.value)
      ? [{ at: content.at, message: detailsOf(content.value).wrong ?? '' }]
      : [],
  );

/** The variables that could be read. */
export const readable = (vars: Variables): ReadonlyMap<string, WrittenEntry> =>
  [...vars.keys()].some((name) => name.startsWith(MARK))
    ? new Map([...vars].filter(([name]) => !name.startsWith(MARK)))
    : vars;
