import { type Fact, read } from '../fact.ts';
import { machine } from './machine.ts';
import { askNames, namesIn } from './names.ts';

/** `uname -r` */
export const kernel: Fact<string> = {
  id: 'kernel',
  ask: askNames,
  parse: (output) => namesIn(output).kernel,
  show: (value, facts) => [{ name: 'kernel', values: [`${value} ${read(facts, machine)}`] }],
};
