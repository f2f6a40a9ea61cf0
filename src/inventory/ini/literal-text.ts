const SIMPLE: Readonly<Record<string, string>> = {
  ...{ '\\': '\\', "'": "'", '"': '"', a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  '\n': '',
};

const LITERAL = /(br|rb|[rub]?)('''|"""|'|")/iy;

/** A text literal of Python at `start`: what it says, and where it ends. Undefined where there is none, or none that Python takes. */
export function textLiteral(
  source: string,
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  LITERAL.lastIndex = start;
  const [opening, prefix = '', quote = ''] = LITERAL.exec(source) ?? [];
  if (opening === undefined) return undefined;
  const isRaw = /r/i.test(prefix);
  const isBytes = /b/i.test(prefix);
  let text = '';
  let at = start + opening.length;
  while (at < source.length && !source.startsWith(quote, at)) {
    const sign = source[at] ?? '';
    if (sign === '\n' && quote.length === 1) return undefined;
    if (isBytes && sign > '\u007f') return undefined;
    if (sign !== '\\') {
      text += sign;
      at += 1;
      continue;
    }
    const meant = isRaw ? source.slice(at, at + 2) : escapeAt(source, at, isBytes);
    if (meant === undefined || at + 1 >= source.length) return undefined;
    text += typeof meant === 'string' ? meant : meant.text;
    at += typeof meant === 'string' ? 2 : meant.length;
  }
  return source.startsWith(quote, at) ? { text, end: at + quote.length } : undefined;
}

/** What a backslash and what follows it mean; unknown ones stay as they are. */
function escapeAt(
  source: string,
  at: number,
  isBytes: boolean,
): { readonly text: string; readonly length: number } | undefined {
  const rest = source.slice(at + 1, at + 10);
  const simple = SIMPLE[rest[0] ?? ''];
  if (simple !== undefined) return { text: simple, length: 2 };
  const octal = /^[0-7]{1,3}/.exec(rest)?.[0];
  if (octal !== undefined) return { text: String.fromCharCode(Number.parseInt(octal, 8)), length: 1 + octal.length };
  const kind = rest[0] ?? '';
  const digits = { x: 2, ...(isBytes ? {} : { u: 4, U: 8 }) }[kind];
  if (digits === undefined) return kind === 'N' && !isBytes ? undefined : { text: `\\${kind}`, length: 2 };
  const hex = rest.slice(1, 1 + digits);
  const code = /^[0-9a-f]+$/i.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : Number.NaN;
  return code <= 0x10ffff ? { text: String.fromCodePoint(code), length: 2 + digits } : undefined;
}
