import type { Family } from '../../../src/core/address/ip.ts';

/** `name=value`, or no line where there is no value; a boolean is yes or no, as ldirectord(8) has it. */
export const setting = (name: string, value: string | number | boolean | undefined): readonly string[] =>
  value === undefined ? [] : [`${name}=${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}`];

/** The same, between double quotes. */
export const quoted = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`${name}="${value}"`];

/** A list, separated by commas. */
export const list = (name: string, values: readonly string[] | undefined): readonly string[] =>
  setting(name, values?.join(', '));

/** The name of a directive that has addresses, which is another for IPv6. */
export const named = (name: string, family: Family): string => (family === 6 ? `${name}6` : name);
