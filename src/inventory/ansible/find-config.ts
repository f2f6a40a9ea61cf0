import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expandPath, type PathSurroundings } from './paths.ts';

/** Which ansible.cfg counts, and what is to be said about one that does not. */
export interface FoundConfig {
  readonly file?: string;
  readonly warnings: readonly string[];
}

const WRITABLE_BY_OTHERS = 0o002;
const SYSTEM = '/etc/ansible/ansible.cfg';

/**
 * The first that can be read of $ANSIBLE_CONFIG (a file, or a directory with an ansible.cfg), ./ansible.cfg unless everybody may
 * write to the directory, ~/.ansible.cfg and /etc/ansible/ansible.cfg (ansible/config/manager.py `find_ini_config_file`).
 */
export async function findConfig(
  surroundings: PathSurroundings,
  env: Readonly<Record<string, string | undefined>>,
): Promise<FoundConfig> {
  const here = join(surroundings.directory, 'ansible.cfg');
  const given = env['ANSIBLE_CONFIG'];
  const named = given === undefined ? undefined : await inDirectory(expandPath(given, surroundings));
  const isOpen = await isWritableByOthers(surroundings.directory);
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...(isOpen ? [] : [here]),
    expandPath('~/.ansible.cfg', surroundings),
    SYSTEM,
  ];
  const file = await firstReadable(candidates);
  const skipped = isOpen && file !== named && (await isReadable(here));
  const warnings = [
    ...(skipped ? [`${here} is not read, as by Ansible: every user can write to its directory; chmod o-w it`] : []),
    ...(named !== undefined && file !== named ? [`ANSIBLE_CONFIG names ${given}, which cannot be read`] : []),
  ];
  return { ...(file === undefined ? {} : { file }), warnings };
}

async function firstReadable(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) if (await isReadable(file)) return file;
  return undefined;
}

const isReadable = (file: string): Promise<boolean> =>
  access(file, constants.R_OK).then(
    () => true,
    () => false,
  );

const inDirectory = (path: string): Promise<string> =>
  stat(path).then(
    (status) => (status.isDirectory() ? join(path, 'ansible.cfg') : path),
    () => path,
  );

const isWritableByOthers = (directory: string): Promise<boolean> =>
  stat(directory).then(
    ({ mode }) => (mode & WRITABLE_BY_OTHERS) !== 0,
    () => true,
  );
