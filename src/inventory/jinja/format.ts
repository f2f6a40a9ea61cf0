import { containsSecret } from '../../core/secrets.ts';
import { refuse } from './failure.ts';
import { literalOf, toText } from './python-text.ts';
import { isMapping, typeName, type Value } from './value.ts';

/** `text % values`, for the conversions that need no more than texts and integers: %s, %r, %d, %i, %x, %X, %o, %f, %%. */
export function formatPercent(text: string, values: readonly Value[], whole: Value): string {
  let taken = 0;
  const formatted = text.replace(
    /%(\([^)]*\))?([-+ 0#]*)(\d*|\*)(?:\.(\d+))?([a-zA-Z%]|$)/g,
    (written: string, key?: string, flags = '', width = '', precision?: string, type = '') => {
      if (type === '%') return written === '%%' ? '%' : refuse(`the conversion ${written}`);
      if (width === '*' || /[#]/.test(flags)) return refuse(`the conversion ${written}`);
      if (key === undefined && taken >= values.length) return refuse('fewer values than conversions');
      const value = key === undefined ? (values[taken] ?? null) : named(whole, key.slice(1, -1));
      if (key === undefined) taken += 1;
      const shown = convert(value, { type, precision, written, flags });
      if (containsSecret(shown) && width !== '')
        return refuse('a secret is taken as it is, or within a text, and not worked on');
      return pad(shown, Number(width), type === 's' || type === 'r' ? flags.replaceAll('0', '') : flags);
    },
  );
  if (taken < values.length && !isMapping(whole)) refuse('more values than conversions');
  return formatted;
}

const named = (whole: Value, key: string): Value =>
  (isMapping(whole) ? whole.get(key) : undefined) ?? refuse(`no value for ${key}`);

interface Conversion {
  readonly type: string;
  readonly precision: string | undefined;
  readonly written: string;
  readonly flags: string;
}

function convert(value: Value, { type, precision, written, flags }: Conversion): string {
  if (type === 's' || type === 'r') {
    const text = type === 's' ? toText(value) : literalOf(value);
    return precision === undefined ? text : cut(text, Number(precision));
  }
  const integer = typeof value === 'boolean' ? BigInt(value) : value;
  if (typeof integer !== 'bigint' && typeof integer !== 'number')
    return refuse(`the conversion ${written} of ${typeName(value)}`);
  const sign = (text: string): string =>
    text.startsWith('-') ? text : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
  if (type === 'f' || type === 'F') return sign(fixed(integer, Number(precision ?? 6)));
  if (precision !== undefined) return refuse(`the conversion ${written}`);
  if (type === 'd' || type === 'i')
    return sign(String(typeof integer === 'bigint' ? integer : BigInt(Math.trunc(integer))));
  const base = { x: 16, X: 16, o: 8 }[type];
  if (base === undefined || typeof integer !== 'bigint') return refuse(`the conversion ${written}`);
  return sign(type === 'X' ? integer.toString(base).toUpperCase() : integer.toString(base));
}

const cut = (text: string, length: number): string =>
  containsSecret(text) ? refuse('a secret is not cut') : [...text].slice(0, length).join('');

/** With so many digits behind the point, ties to even as Python does on the exact value. */
function fixed(value: bigint | number, digits: number): string {
  if (typeof value === 'number' && (!Number.isFinite(value) || Math.abs(value) >= 1e21))
    return refuse('a number that large');
  // Where both neighbours are as near, Python takes the even one and JavaScript the larger.
  if (Math.abs(Number(value) * 10 ** digits) % 1 === 0.5) return refuse('a number that is half way between two others');
  return Number(value).toFixed(digits);
}

function pad(text: string, width: number, flags: string): string {
  const lacking = width - [...text].length;
  if (lacking <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(lacking);
  if (!flags.includes('0')) return ' '.repeat(lacking) + text;
  const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(lacking) + text.slice(sign.length);
}
