import { type Fact, linesIn, read } from '../fact.ts';
import { sh } from '../sh.ts';
import { machine } from './machine.ts';

/** `uname -r` */
export const kernel: Fact<string> = {
  id: 'kernel',
  ask: sh`uname -r`,
  parse: (output) => linesIn(output)[0] ?? '',
  show: (value, facts) => [{ name: 'kernel', values: [`${value} ${read(facts, machine)}`] }],
};
