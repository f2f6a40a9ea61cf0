import type { Fact } from '../fact.ts';
import { askNames, namesIn } from './names.ts';

/** `uname -n` */
export const nodeName: Fact<string> = {
  id: 'nodeName',
  ask: askNames,
  parse: (output) => namesIn(output).node,
  show: (value) => [{ name: 'node name', values: [value] }],
};
