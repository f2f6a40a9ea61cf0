import { open } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { InputError } from '../core/errors.ts';
import { reason } from './read-text.ts';
import type { SecretSurroundings } from './secret-surroundings.ts';

const LARGEST = 64 * 1024;
const READABLE_BY_OTHERS = 0o004;

/** The content of a small text file. Warns when every user of the controller can read it. @throws InputError */
export async function readSecretFile(
  path: string,
  { env, directory, warn }: Required<SecretSurroundings>,
): Promise<string> {
  const home = env['HOME'] ?? homedir();
  const file = resolve(
    directory,
    path.replace(/^~(?=\/|$)/, () => home),
  );
  const refuse = (why: string): InputError => new InputError([{ message: `from_file: ${path}: ${why}` }]);
  const handle = await open(file).catch((error: unknown) => {
    throw refuse(reason(error));
  });
  try {
    const { mode, size } = await handle.stat();
    if (size > LARGEST) throw refuse(`larger than ${LARGEST} bytes`);
    if ((mode & READABLE_BY_OTHERS) !== 0) warn(`${path} holds a secret that every user here can read; chmod 600 it`);
    return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refuse(error instanceof TypeError ? 'not UTF-8 text' : reason(error));
  } finally {
    await handle.close();
  }
}
