import { type Cursor, charAt, isGap, markOf, skip, take, unitAt } from './cursor.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { TagText } from './tokens.ts';

const NAME = /[0-9A-Za-z_-]/;

/** The name after `&` or `*` at the cursor. */
export function takeAnchor(cursor: Cursor): string {
  const at = markOf(cursor);
  const sign = take(cursor);
  const name = takeWhile(cursor, NAME);
  if (name !== '' && (isGap(unitAt(cursor)) || /[?:,\]}%@`]/.test(charAt(cursor)))) return name;
  throw new SyntaxProblem(
    at,
    `${sign} at the beginning of a value needs a name of letters, digits, _ and - after it; put the value in quotes if the ${sign} is meant`,
  );
}

/** The tag at the cursor. */
export function takeTag(cursor: Cursor, inFlow: boolean): TagText {
  const at = markOf(cursor);
  const tag = charAt(cursor, 1) === '<' ? verbatim(cursor) : shorthand(cursor);
  if (!isGap(unitAt(cursor)) && !(inFlow && charAt(cursor) === ','))
    throw new SyntaxProblem(
      at,
      'the tag (from ! on) needs a blank after it; put the value in quotes if the ! is meant',
    );
  return tag;
}

function verbatim(cursor: Cursor): TagText {
  const at = markOf(cursor);
  skip(cursor, 2);
  const suffix = takeUri(cursor, /[-0-9A-Za-z_;/?:@&=+$.!~*'()%,[\]]/);
  if (suffix === '' || charAt(cursor) !== '>') throw new SyntaxProblem(at, 'the tag !<…> is not closed with >');
  skip(cursor);
  return { handle: '', suffix };
}

function shorthand(cursor: Cursor): TagText {
  const handle = takeHandle(cursor);
  const rest = takeUri(cursor, /[-0-9A-Za-z_;/?:@&=+$.!~*'()%]/);
  if (handle.length > 1 && handle.endsWith('!')) {
    if (rest === '') throw new SyntaxProblem(markOf(cursor), `the tag ${handle} needs a name after it`);
    return { handle, suffix: rest };
  }
  const suffix = handle.slice(1) + rest;
  return suffix === '' ? { handle: '', suffix: '!' } : { handle: '!', suffix };
}

/** `!`, `!!` or `!name!`; `!name` when it is no handle but the beginning of a tag. */
export function takeHandle(cursor: Cursor): string {
  const sign = take(cursor);
  const name = takeWhile(cursor, NAME);
  return charAt(cursor) === '!' ? sign + name + take(cursor) : sign + name;
}

/** The URI at the cursor, with its %-escapes read. */
export function takeUri(cursor: Cursor, chars: RegExp): string {
  const at = markOf(cursor);
  const written = takeWhile(cursor, chars);
  try {
    return decodeURIComponent(written);
  } catch {
    throw new SyntaxProblem(at, `the tag has a % that is no escape: ${written}`);
  }
}

function takeWhile(cursor: Cursor, chars: RegExp): string {
  const { offset } = cursor;
  while (chars.test(charAt(cursor))) skip(cursor);
  return cursor.text.slice(offset, cursor.offset);
}
