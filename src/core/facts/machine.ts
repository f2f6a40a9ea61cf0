import type { Fact } from '../fact.ts';
import { askNames, namesIn } from './names.ts';

/** `uname -m` */
export const machine: Fact<string> = {
  id: 'machine',
  ask: askNames,
  parse: (output) => namesIn(output).machine,
};
