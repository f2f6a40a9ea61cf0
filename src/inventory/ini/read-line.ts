import type { Position } from '../../core/errors.ts';
import type { Collector, Group } from '../groups.ts';
import { expandHosts } from '../host-range.ts';
import { refuseReserved } from '../yaml/scalar.ts';
import { type Texts, textValue } from '../yaml/texts.ts';
import type { Written, WrittenEntry } from '../yaml/written.ts';
import { type Line, trimmed } from './lines.ts';
import { pythonLiteral } from './literal.ts';
import { iniSlip } from './slip.ts';
import { iniWords, type Word } from './words.ts';

interface Reading {
  readonly file: string;
  readonly collect: Collector;
  readonly texts: Texts;
}

/** `web[1:3]:2222 name=value …`, of the group. */
export function readHostLine(line: Line, group: Group, reading: Reading): void {
  const { collect, file } = reading;
  const place = (column: number): Position => ({ file, line: line.number, column: line.column + column - 1 });
  const words = iniWords(line.text);
  if ('wrong' in words) {
    collect.report(place(words.column), words.wrong);
    return;
  }
  const [first, ...rest] = words;
  const expanded = expandHosts(first?.text ?? '');
  if ('wrong' in expanded) {
    collect.report(place(first?.column ?? 1), iniSlip(line.text) ?? expanded.wrong);
    return;
  }
  const vars = new Map<string, WrittenEntry>();
  const apart = blanksAround(rest);
  if (apart !== undefined) {
    collect.report(place(apart.column), apart.message);
    return;
  }
  for (const { text, column } of rest) {
    if (text.startsWith(';')) {
      collect.report(place(column), 'a comment behind a host begins with #');
      break;
    }
    const [, name = '', value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (value === undefined || name === '') collect.report(place(column), notAVariable(text));
    else vars.set(name, entry(value, place(column), reading));
  }
  for (const name of expanded.names) {
    collect.host(name, place(first?.column ?? 1), { group, port: expanded.port });
    collect.setHostVars(name, vars);
  }
}

/** Blanks before or behind a =, which take one variable apart into several words. */
function blanksAround(words: readonly Word[]): { readonly column: number; readonly message: string } | undefined {
  const at = words.findIndex(
    ({ text }, i) =>
      text.startsWith('=') || (/^[^=]+=$/.test(text) && i + 1 < words.length && !words[i + 1]?.text.includes('=')),
  );
  const sign = words[at];
  if (sign === undefined) return undefined;
  const isApart = sign.text.startsWith('=');
  const first = isApart ? words[at - 1] : sign;
  if (first === undefined) return { column: sign.column, message: notAVariable(sign.text) };
  const parts = isApart
    ? [first.text, sign.text, ...(sign.text === '=' ? [words[at + 1]?.text ?? ''] : [])]
    : [sign.text, words[at + 1]?.text ?? ''];
  const [, name = '', value = ''] = /^([^=]*=)(.*)$/s.exec(parts.join('')) ?? [];
  const quoted = /[\s#]/.test(value) ? JSON.stringify(value) : value;
  return { column: first.column, message: `blanks around = take a variable apart; write ${name}${quoted}` };
}

const notAVariable = (text: string): string =>
  `${JSON.stringify(text)}: expected name=value behind the host, without blanks around =; a value with blanks needs quotes, a comment #`;

/** `name = value`, of the group. */
export function readVariable(line: Line, group: Group, reading: Reading): void {
  const at = { file: reading.file, line: line.number, column: line.column };
  const end = line.text.indexOf('=');
  const name = trimmed(line.text.slice(0, Math.max(end, 0)));
  if (name === '') {
    reading.collect.report(at, iniSlip(line.text) ?? `expected name=value, found ${JSON.stringify(line.text)}`);
    return;
  }
  group.vars.set(name, entry(trimmed(line.text.slice(end + 1)), at, reading));
}

/** A variable by the literal of Python that it is, or else the text. */
function entry(text: string, at: Position, { collect, texts }: Reading): WrittenEntry {
  refuseReserved(text, (message) => collect.report(at, message));
  const content = pythonLiteral(text, at, (inner) => textValue(inner, at, texts)) ?? plainText(text, at, texts);
  if (!('wrong' in content)) return { key: at, content: texts.sealed === true ? withSealedNumbers(content) : content };
  collect.report(at, content.wrong);
  return { key: at, content: { at, value: null } };
}

const withSealedNumbers = (written: Written): Written => ({
  ...written,
  ...(written.literal === undefined ? {} : { sealed: true }),
  ...(written.items === undefined ? {} : { items: written.items.map(withSealedNumbers) }),
  ...(written.entries === undefined
    ? {}
    : {
        entries: new Map(
          [...written.entries].map(([name, one]) => [name, { ...one, content: withSealedNumbers(one.content) }]),
        ),
      }),
});

const plainText = (text: string, at: Position, texts: Texts): Written => ({ at, value: textValue(text, at, texts) });
