import type { Stack } from '../ports/stack.ts';

/** What `stack` in an inventory calls it. */
export const nameOf = ({ ha }: Pick<Stack, 'ha'>): string => ha.id;

/** Its programs, as a sentence has them. */
export const programsOf = ({ ha, balancer }: Stack): string => [...new Set([ha.id, balancer.id])].join(' and ');

/** `a, b and c`, or `a, b or c`. */
export const listed = (names: readonly string[], last: 'and' | 'or' = 'and'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;

/** So many stand in a sentence one by one. */
const IN_SENTENCE = 4;

/** For a sentence: all of a few, and of many the first. */
export const inShort = (all: readonly string[]): string =>
  all.length <= IN_SENTENCE ? listed(all) : `${all[0]} and ${all.length - 1} others`;
