import { printable } from './text.ts';

/** What is waited for: the first check by name, the others by number. */
export const formatWaiting = ([first = '', ...others]: readonly string[]): string =>
  `waiting until: ${printable(first)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`;
