import { quote } from '../../src/core/sh.ts';
import { labFiles } from './lab-files.ts';

/** Command line that runs `words` on a host, each argument arriving as given; with no words, a login. Pure. */
export function sshArgv(
  directory: string,
  name: string,
  words: readonly string[],
  options: readonly string[] = [],
): string[] {
  const command = words.length === 0 ? [] : ['--', words.map(quote).join(' ')];
  return ['ssh', '-F', labFiles(directory).sshConfig, ...options, name, ...command];
}
