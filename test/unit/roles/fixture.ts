import { readFileSync } from 'node:fs';
import type { Output } from '../../../src/core/connection.ts';

/** What a real host (Debian 12 in the lab) printed. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8');

export const printed = (stdout: string, code = 0): Output => ({ code, stdout, stderr: '' });

/** What `ls /var/run/ldirectord*` printed on real directors, with the command line of the process in each file. */
export const ldirectords = (handover: 'classic' | 'make-before-break'): readonly (readonly [string, string])[] =>
  fixture(`ldirectord/${handover}`)
    .trim()
    .split('\n')
    .map((line) => {
      const [file = '', ...words] = line.split(' ');
      return [file, words.join(' ')] as const;
    });
