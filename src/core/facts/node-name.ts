import { type Fact, linesIn } from '../fact.ts';
import { sh } from '../sh.ts';

/** `uname -n` */
export const nodeName: Fact<string> = {
  id: 'nodeName',
  ask: sh`uname -n`,
  parse: (output) => linesIn(output)[0] ?? '',
  show: (value) => [{ name: 'node name', values: [value] }],
};
