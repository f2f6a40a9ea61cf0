import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { knownHostLine, parseKnownHosts } from './known-hosts.ts';
import { coversName } from './name-patterns.ts';
import type { Target } from './target.ts';

/** Puts a new host key on record, under the name that the host is known by; never fails, as `ssh` goes on, too. */
export type Remember = (target: Target, name: string, key: Buffer) => Promise<void>;

/** One after another, for all hosts of a run: many may come by the same new bastion at once, which is one line. */
export function createRemember(warn: (message: string) => void): Remember {
  let last = Promise.resolve();
  return (target, name, key) => {
    last = last
      .then(() => add(target, name, key))
      .catch((error: unknown) => {
        const why = (error as Error).message;
        warn(
          `${target.name}: its new host key was accepted, but could not be remembered in ${target.userKnownHostsFiles[0]}: ${why}`,
        );
      });
    return last;
  };
}

async function add({ userKnownHostsFiles: [file], hashKnownHosts }: Target, name: string, key: Buffer): Promise<void> {
  if (file === undefined) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const before = await readFile(file, 'latin1').catch(() => '');
  const isKnown = parseKnownHosts(before, file).some(
    (line) => line.sound && line.marker === undefined && coversName(line.names, name) && line.key.equals(key),
  );
  if (isKnown) return;
  const line = knownHostLine(name, key, { hashed: hashKnownHosts });
  await appendFile(file, before === '' || before.endsWith('\n') ? line : `\n${line}`, { mode: 0o600 });
}
