import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';

/** `uname -m` */
export const machine: Fact<string> = {
  id: 'machine',
  ask: sh`uname -m`,
  parse: (output) => linesIn(output)[0] ?? '',
};
