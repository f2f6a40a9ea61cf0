/** A float as Python writes it: the shortest digits that mean it, with a point or an exponent. */
export function floatLiteral(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const [, sign = '', digits = '', places = ''] = /^(-?)(\d(?:\.\d+)?)e([+-]\d+)$/.exec(value.toExponential()) ?? [];
  const exponent = Number(places);
  if (exponent < -4 || exponent >= 16)
    return `${sign}${digits}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  // Within these bounds JavaScript writes no exponent but below 1e-6.
  const plain = exponent < -6 ? value.toFixed(20) : String(value);
  const zero = Object.is(value, -0) ? '-0' : plain;
  return zero.includes('.') ? zero : `${zero}.0`;
}

/** An integer of any size, with its sign; `digits` as JavaScript's `BigInt` takes them: `12`, `0x1f`, `0o17`, `0b11`. */
export const integerLiteral = (sign: string, digits: string): string =>
  String(BigInt(digits) * (sign === '-' ? -1n : 1n));

const INTEGER = /^([-+]?)(0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/;

/** How Python writes the number that PyYAML reads from a plain scalar; `value` is what it is here. */
export function numberLiteral(text: string, value: unknown): string | undefined {
  const integer = INTEGER.exec(text);
  if (integer !== null && (typeof value === 'number' || text.length > 15)) {
    const [, sign = '', written = ''] = integer;
    const digits = written.replaceAll('_', '');
    return /^0[0-7]/.test(digits) ? integerLiteral(sign, `0o${digits.slice(1)}`) : integerLiteral(sign, digits);
  }
  if (typeof value !== 'number') return undefined;
  return Number.isInteger(value) && !text.includes('.') ? String(value) : floatLiteral(value);
}

const SPECIAL: Readonly<Record<string, string>> = { NaN: '.nan', Infinity: '.inf', '-Infinity': '-.inf' };

/** A number of Python's in YAML; YAML 1.1 takes a number with an exponent for one only where it has a point. */
export const yamlNumber = (literal: string): string => SPECIAL[literal] ?? literal.replace(/^(-?\d+)e/, '$1.0e');
