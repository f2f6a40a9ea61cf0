import { asKey } from './compare.ts';
import { unescapePython } from './escapes.ts';
import { refuse } from './failure.ts';
import { readSecretLiteral } from './python-text.ts';
import { isList, isMapping, type Mapping, type Tuple, type Value } from './value.ts';

/** Thrown where a text is no literal of Python's: it stays a text. */
class NoLiteral extends Error {}

const fail = (): never => {
  throw new NoLiteral();
};

/** Matched at a place in a text. */
type Take = (pattern: RegExp) => string | undefined;

const NUMBER =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*\.?(?:[eE][+-]?\d(?:_?\d)*)?)/y;
const STRING = /([a-zA-Z]{0,2})('(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*")/y;
const BLANK = /[ \t\n\f\r]*/y;
const NAME = /[A-Za-z_]\w*/y;
const SIGN = /[-+]/y;

const CONSTANTS: Readonly<Record<string, boolean | null>> = {
  True: true,
  False: false,
  None: null,
  true: true,
  false: false,
  null: null,
};

/**
 * What Ansible takes a text for that begins as a list or a mapping: `ast.literal_eval`, with the constants of JSON.
 * Undefined where it stays a text.
 */
export function literalEval(source: string): readonly Value[] | Mapping | Tuple | undefined {
  let at = 0;
  const take: Take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const blank = (): void => {
    take(BLANK);
    // A comment may be ended by what would end the literal; a backslash joins lines.
    if (source[at] === '#' || source[at] === '\\')
      refuse('a list or mapping written with comments or joined lines in it');
  };
  const value = (): Value => {
    blank();
    const secret = readSecretLiteral(source.slice(at));
    if (secret !== undefined) {
      at += secret.length;
      return secret.text;
    }
    const opening = source[at] ?? fail();
    if (opening === '[') return items(']');
    if (opening === '(') return parenthesised();
    if (opening === '{') return mapping();
    if (opening === "'" || opening === '"' || /^[a-zA-Z]{1,2}['"]/.test(source.slice(at, at + 3))) return texts();
    if (/[-+\d.]/.test(opening)) return number();
    const name = take(NAME) ?? fail();
    if (name === 'set') refuse('a list or mapping with a set in it');
    return name in CONSTANTS ? (CONSTANTS[name] ?? null) : fail();
  };
  const texts = (): string => {
    let text = '';
    for (;;) {
      if (/^[a-zA-Z]{0,2}(?:'''|""")/.test(source.slice(at))) refuse('a text in three quotes within a list or mapping');
      const found = take(STRING);
      if (found === undefined) return text;
      const [, prefix = '', written = ''] = new RegExp(STRING.source).exec(found) ?? [];
      if (!/^[uU]?$/.test(prefix)) refuse(`a text with the prefix ${prefix} within a list or mapping`);
      text += unescapePython(written.slice(1, -1));
      blank();
      if (!/^[a-zA-Z]{0,2}['"]/.test(source.slice(at, at + 3))) return text;
    }
  };
  const number = (): Value => {
    const sign = take(SIGN);
    if (source.startsWith('...', at)) refuse('… within a list or mapping');
    const digits = (take(NUMBER) ?? fail()).replaceAll('_', '');
    if (/[jJ]/.test(source[at] ?? '')) refuse('a complex number within a list or mapping');
    if (/[\w]/.test(source[at] ?? '') || /^0\d/.test(digits.replace(/^0+$/, '0'))) {
      // A float may begin with zeros, an integer may not.
      if (!/[.eE]/.test(digits) || /^0[xXoObB]/.test(digits) || /[\w]/.test(source[at] ?? '')) fail();
    }
    const isFloat = !/^0[xXoObB]/.test(digits) && /[.eE]/.test(digits);
    if (isFloat) return Number(digits) * (sign === '-' ? -1 : 1);
    return BigInt(digits) * (sign === '-' ? -1n : 1n);
  };
  const items = (closing: string): Value[] => {
    at += 1;
    const found: Value[] = [];
    for (;;) {
      blank();
      if (source[at] === closing) break;
      found.push(value());
      blank();
      if (source[at] === closing) break;
      if (source[at] !== ',') fail();
      at += 1;
    }
    at += 1;
    return found;
  };
  const parenthesised = (): Value => {
    const from = at;
    const found = items(')');
    const inside = source.slice(from, at - 1).trimEnd();
    const [only] = found;
    return found.length === 1 && only !== undefined && !inside.endsWith(',') ? only : { tuple: found };
  };
  const mapping = (): Mapping => {
    at += 1;
    const found: Mapping = new Map();
    for (;;) {
      blank();
      if (source[at] === '}') break;
      const key = value();
      blank();
      if (source[at] !== ':') {
        if (source[at] === ',' || source[at] === '}') refuse('a set, or a mapping without values,');
        fail();
      }
      at += 1;
      found.set(asKey(key), value());
      blank();
      if (source[at] === '}') break;
      if (source[at] !== ',') fail();
      at += 1;
    }
    at += 1;
    return found;
  };
  try {
    const found = value();
    blank();
    // Blanks in a last line of their own are an indentation that nothing explains.
    if (at === source.length && /\n[^\n]*[ \t][^\n]*$/.test(/\s*$/.exec(source)?.[0] ?? '')) return undefined;
    if (source[at] !== ',') return at === source.length && (isList(found) || isMapping(found)) ? found : undefined;
    // Commas without brackets around make a tuple.
    const all = [found];
    while (source[at] === ',') {
      at += 1;
      blank();
      if (at < source.length) all.push(value());
      blank();
    }
    return at === source.length ? { tuple: all } : undefined;
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}
