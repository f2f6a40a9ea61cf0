import { quote } from '../core/sh.ts';

import { shownWords } from './extra-words.ts';

/** The command line as it was typed, ready to type again, but for variables that may be secret. */
export const typedLine = (): string => ['umctl', ...shownWords(process.argv.slice(2))].map(quote).join(' ');
