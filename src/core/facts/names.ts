import type { Output } from '../connection.ts';
import { linesIn } from '../fact.ts';
import { sh } from '../sh.ts';
import { tidy } from '../tidy.ts';

/** What a host calls itself, its kernel and its machine: one program tells all three. */
export const askNames = tidy(sh`uname -nrm`);

interface Names {
  readonly node: string;
  readonly kernel: string;
  readonly machine: string;
}

export function namesIn(output: Output): Names {
  const [, node = '', kernel = '', machine = ''] = /^(.*) (\S+) (\S+)$/.exec(linesIn(output)[0] ?? '') ?? [];
  return { node, kernel, machine };
}
