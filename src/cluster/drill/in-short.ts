import { listed } from '../stack/names.ts';

/** So many stand in a sentence one by one. */
const IN_SENTENCE = 4;

/** For a sentence: all of a few, and of many the first. */
export const inShort = (all: readonly string[]): string =>
  all.length <= IN_SENTENCE ? listed(all) : `${all[0]} and ${all.length - 1} others`;
