import { floatLiteral, integerLiteral } from '../yaml/number.ts';

const DIGITS = '[0-9](?:_?[0-9])*';
const EXPONENT = `[eE][-+]?${DIGITS}`;
const FLOAT = `(?:(?:${DIGITS})?\\.${DIGITS}|${DIGITS}\\.)(?:${EXPONENT})?|${DIGITS}${EXPONENT}`;
const INTEGER = '0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|[1-9](?:_?[0-9])*|0(?:_?0)*';
const NUMBER = new RegExp(`([-+][ \\t]*)?(?:(${FLOAT})|(${INTEGER})|(${DIGITS})(?=[jJ]))(?![0-9])([jJ])?`, 'y');

/** A number of Python's at `start`, with how Python writes it; an imaginary one has no value here. */
export function numberAt(
  source: string,
  start: number,
): { readonly end: number } | { readonly end: number; readonly value: unknown; readonly literal: string } | undefined {
  NUMBER.lastIndex = start;
  const match = NUMBER.exec(source);
  const end = NUMBER.lastIndex;
  // Python takes no name right behind a number.
  if (match === null || /^[\p{L}\p{N}_]/u.test(source.slice(end))) return undefined;
  const [, minus = '', float, integer, , imaginary] = match;
  if (imaginary !== undefined || /^[ \t]*[-+][ \t]*[0-9.]*[jJ]/.test(source.slice(end))) return { end };
  const sign = minus.startsWith('-') ? '-' : '';
  if (float !== undefined) {
    const value = Number(`${sign}${float.replaceAll('_', '')}`);
    return { end, value, literal: floatLiteral(value) };
  }
  const digits = (integer ?? '0').replaceAll('_', '').toLowerCase();
  const literal = integerLiteral(sign, digits);
  const value = Number(literal);
  return { end, value: Number.isSafeInteger(value) ? value : literal, literal };
}
