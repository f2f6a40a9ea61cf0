/** `NAME=VALUE`, and where in the text it begins, counted from 1; the value has its quotes yet. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
  readonly column: number;
}

const EXPECTED = 'expected NAME=VALUE, {NAME: VALUE} or @FILE';

/** Splits `a=1 b="two words" c={{ d }}` as Ansible does (ansible/parsing/splitter.py `parse_kv`). */
export function keyValues(text: string): readonly KeyValue[] | { readonly wrong: string } {
  const words = splitArguments(text);
  if (words === undefined) return { wrong: `a quote or a {{ is not closed in ${JSON.stringify(text)}` };
  const pairs: KeyValue[] = [];
  for (const { text: word, at } of words) {
    const whole = decodeEscapes(word);
    const [, key, value] = /^(.(?:[^=]|(?<=\\)=)*?)(?<!\\)=(.*)$/s.exec(whole) ?? [];
    if (key === undefined || value === undefined) return { wrong: `found ${JSON.stringify(word.trim())}, ${EXPECTED}` };
    pairs.push({ key: key.trim(), value: value.trim(), column: at + 1 });
  }
  return pairs;
}

interface Word {
  readonly text: string;
  readonly at: number;
}

const BLOCKS = [
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
] as const;

/** At blanks and newlines that stand in no quotes and no Jinja; undefined where one of these is not closed. */
function splitArguments(text: string): readonly Word[] | undefined {
  const words: { text: string; at: number }[] = [];
  let quote = '';
  let depths: readonly number[] = BLOCKS.map(() => 0);
  let goesOn = false;
  for (const { 0: token, index } of text.matchAll(/[ \n]+|[^ \n]+/g)) {
    const last = words.at(-1);
    if (/^[ \n]/.test(token)) {
      if (goesOn && last !== undefined) last.text += token;
      continue;
    }
    if (token === '\\' && quote === '') continue;
    if (goesOn && last !== undefined) last.text += token;
    else words.push({ text: token, at: index });
    quote = quoteAfter(token, quote);
    depths = depths.map((depth, i) => depthAfter(token, depth, BLOCKS[i] ?? BLOCKS[0]));
    goesOn = quote !== '' || depths.some((depth) => depth > 0);
  }
  return goesOn ? undefined : words;
}

function quoteAfter(token: string, before: string): string {
  let quote = before;
  for (const [i, sign] of [...token].entries()) {
    if (!/["']/.test(sign) || [...token][i - 1] === '\\') continue;
    if (quote === '') quote = sign;
    else if (quote === sign) quote = '';
  }
  return quote;
}

const depthAfter = (token: string, depth: number, [open, close]: readonly [string, string]): number =>
  Math.max(0, depth + token.split(open).length - token.split(close).length);

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
};

/** As Python's unicode-escape has them. */
const decodeEscapes = (text: string): string =>
  text.replace(
    /\\(?:U([0-9a-fA-F]{8})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\\'"abfnrtv]))/g,
    (_, long?: string, short?: string, byte?: string, letter = '') =>
      letter === ''
        ? String.fromCodePoint(Number.parseInt(long ?? short ?? byte ?? '0', 16))
        : (ESCAPES[letter] ?? letter),
  );
