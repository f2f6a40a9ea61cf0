import type { Position } from '../../core/errors.ts';
import type { Written, WrittenEntry } from '../yaml/written.ts';
import { type LiteralKey, literalKey } from './literal-key.ts';
import { numberAt } from './literal-number.ts';
import { textLiteral } from './literal-text.ts';

const DEEPEST = 150;
/** Blanks, and a comment: that of one line. */
const GAP = /[ \t\f]*(?:#.*)?/y;
const WORDS: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };

/** How texts in a literal become values. */
export type TextValue = (text: string) => unknown;

/**
 * What Python's `ast.literal_eval` makes of a text: numbers, texts in quotes, True, False, None, lists, tuples and mappings.
 * Undefined where it is no literal, so that it stays the text that it is. What Python reads and JSON has no form of is `wrong`.
 */
export function pythonLiteral(
  source: string,
  at: Position,
  textValue: TextValue,
): Written | { readonly wrong: string } | undefined {
  const reader = literalReader(source, at, textValue);
  const found = reader.read();
  return reader.wrong() ?? found;
}

function literalReader(source: string, at: Position, textValue: TextValue) {
  let place = 0;
  let wrong: { readonly wrong: string } | undefined;
  /** A key is no value: it stays the text that it is. */
  let isKey = false;
  const skip = (): void => {
    GAP.lastIndex = place;
    place += GAP.exec(source)?.[0].length ?? 0;
  };
  /** Whether `sign` comes next; it is taken then. */
  const takes = (sign: string): boolean => {
    skip();
    const is = source.startsWith(sign, place);
    if (is) place += sign.length;
    return is;
  };
  const refuse = (what: string): undefined => {
    wrong ??= { wrong: `${what} cannot be a value in an inventory` };
    return undefined;
  };
  const listOf = (items: readonly Written[]): Written => ({ at, items, value: items.map(({ value }) => value) });
  const tupleOf = (items: readonly Written[]): Written => ({ ...listOf(items), isTuple: true });

  const value = (depth: number): Written | undefined => {
    skip();
    if (depth > DEEPEST) return undefined;
    if (takes('[')) return sequence(']', depth);
    if (takes('(')) return parenthesized(depth);
    if (takes('{')) return mapping(depth);
    const number = numberAt(source, place);
    if (number !== undefined) {
      place = number.end;
      return 'literal' in number ? { at, ...number } : refuse('a complex number');
    }
    const word = /[A-Za-z]+(?![\w'"])/y;
    word.lastIndex = place;
    const name = word.exec(source)?.[0] ?? '';
    if (name in WORDS) {
      place += name.length;
      return { at, value: WORDS[name] };
    }
    return takes('...') ? refuse('an ellipsis') : text();
  };

  /** Texts beside each other are one. */
  const text = (): Written | undefined => {
    let whole: string | undefined;
    for (let next = textLiteral(source, place); next !== undefined; next = textLiteral(source, place)) {
      whole = (whole ?? '') + next.text;
      place = next.end;
      skip();
    }
    return whole === undefined ? undefined : { at, value: isKey ? whole : textValue(whole) };
  };

  const sequence = (close: string, depth: number): Written | undefined => {
    const items: Written[] = [];
    while (!takes(close)) {
      const item = value(depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
      if (!takes(',')) return takes(close) ? listOf(items) : undefined;
    }
    return listOf(items);
  };

  const parenthesized = (depth: number): Written | undefined => {
    if (takes(')')) return tupleOf([]);
    const first = value(depth + 1);
    if (first === undefined || takes(')')) return first;
    if (!takes(',')) return undefined;
    const rest = sequence(')', depth);
    return rest === undefined ? undefined : tupleOf([first, ...(rest.items ?? [])]);
  };

  const mapping = (depth: number): Written | undefined => {
    const entries = new Map<string, WrittenEntry>();
    const known = new Map<string, LiteralKey>();
    while (!takes('}')) {
      isKey = true;
      const key = value(depth + 1);
      isKey = false;
      if (key === undefined) return undefined;
      if (!takes(':'))
        return entries.size === 0 && /^[ \t\f]*[,}]/.test(source.slice(place)) ? refuse('a set') : undefined;
      const content = value(depth + 1);
      if (content === undefined) return undefined;
      if (key.items !== undefined || key.entries !== undefined) return refuse('a mapping with lists for keys');
      // Python takes 1, 1.0 and True for one key, and keeps the first of them.
      const own = literalKey(key);
      const was = known.has(own.identity);
      const { text, source: written } = known.get(own.identity) ?? own;
      if (!was) known.set(own.identity, own);
      if (entries.has(text) && !was) return refuse(`a mapping with two keys that print alike (${text})`);
      entries.set(text, { key: at, content, ...(written === undefined ? {} : { source: written }) });
      if (!takes(',') && !/^[ \t\f]*\}/.test(source.slice(place))) return undefined;
    }
    return { at, entries, value: Object.fromEntries([...entries].map(([name, { content }]) => [name, content.value])) };
  };

  return {
    wrong: () => wrong,
    read: (): Written | undefined => {
      const first = value(0);
      if (first === undefined) return undefined;
      const isTuple = takes(',');
      const items = isTuple ? [first] : [];
      skip();
      while (isTuple && place < source.length) {
        const item = value(0);
        if (item === undefined) return undefined;
        items.push(item);
        if (!takes(',')) break;
        skip();
      }
      skip();
      if (place < source.length) return undefined;
      return isTuple ? tupleOf(items) : first;
    },
  };
}
