/** What a plain (unquoted) scalar can say. */
export type Plain = string | number | boolean | null;

const NULL = /^(?:~|null|Null|NULL|)$/;
const BOOLEAN = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const TRUE = /^(?:yes|true|on)$/i;
const INTEGER = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$/;
const SEXAGESIMAL = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const FLOAT = /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NAN = /^\.(?:nan|NaN|NAN)$/;

/**
 * What the plain scalar `text` says to PyYAML, and so to Ansible: YAML 1.1 as yaml/resolver.py has it (`yes` is true,
 * `0644` is octal, `1:30` is ninety, `1e3` and `y` are texts). Dates stay as they were written, and so does an integer
 * too big to be held exactly.
 */
export function plainValue(text: string): Plain {
  if (NULL.test(text)) return null;
  if (BOOLEAN.test(text)) return TRUE.test(text);
  if (INTEGER.test(text)) return exact(integer(text), text);
  if (SEXAGESIMAL.test(text)) return exact(sexagesimal(text), text);
  if (FLOAT.test(text)) return Number(text.replaceAll('_', ''));
  if (INFINITE.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  return NAN.test(text) ? Number.NaN : text;
}

const exact = (value: number, text: string): number | string => (Number.isSafeInteger(value) ? value : text);

function integer(text: string): number {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
  const value = /^0[0-7]/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return text.startsWith('-') ? 0 - value : value;
}

function sexagesimal(text: string): number {
  const parts = text.replaceAll('_', '').replace(/^[-+]/, '').split(':');
  const value = parts.reduce((sum, part) => sum * 60 + Number(part), 0);
  return text.startsWith('-') ? -value : value;
}
