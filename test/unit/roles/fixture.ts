import { readFileSync } from 'node:fs';
import type { Output } from '../../../src/core/connection.ts';

/** What a real host (Debian 12 in the lab) printed. */
export const fixture = (name: string): string =>
  readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8');

export const printed = (stdout: string, code = 0): Output => ({ code, stdout, stderr: '' });
