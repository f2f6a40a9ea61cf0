import { timestampText } from './timestamp.ts';

/** What a plain (unquoted) scalar can say. */
export type Plain = string | number | boolean | null;

const NULL = /^(?:~|null|Null|NULL|)$/;
const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const TRUE = /^(?:yes|true|on)$/i;
const INTEGER = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT = /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/;
const SEXAGESIMAL_FLOAT = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NAN = /^\.(?:nan|NaN|NAN)$/;

/**
 * What the plain scalar `text` says to PyYAML, and so to Ansible: YAML 1.1 as yaml/resolver.py has it (`yes` is true,
 * `0644` is octal, `1:30` is ninety, `1e3` and `y` are texts). A date is a text, as ansible-inventory prints it, and so
 * is an integer too big to be held exactly.
 */
export function plainValue(text: string): { readonly value: Plain } | { readonly wrong: string } {
  if (NULL.test(text)) return { value: null };
  if (BOOLEAN.test(text)) return { value: TRUE.test(text) };
  if (INTEGER.test(text)) return integer(text);
  if (FLOAT.test(text)) return { value: Number(text.replaceAll('_', '')) };
  if (SEXAGESIMAL_FLOAT.test(text)) return { value: sexagesimalFloat(text) };
  if (INFINITE.test(text)) return { value: text.startsWith('-') ? -Infinity : Infinity };
  if (NAN.test(text)) return { value: Number.NaN };
  if (text === '=' || text === '<<') return { wrong: `${text} alone is no value; put it in quotes` };
  return timestampText(text) ?? { value: text };
}

function integer(text: string): { readonly value: Plain } | { readonly wrong: string } {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  if (/^0[bx]$/.test(digits)) return { wrong: `${text} is no number; put it in quotes` };
  const size = digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part.replace(/^0(?=[0-7])/, '0o')), 0n);
  const value = text.startsWith('-') ? -size : size;
  const number = Number(value);
  return { value: Number.isSafeInteger(number) ? number : String(value) };
}

function sexagesimalFloat(text: string): number {
  const parts = text.replaceAll('_', '').replace(/^[-+]/, '').split(':');
  const value = parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  return text.startsWith('-') ? -value : value;
}
