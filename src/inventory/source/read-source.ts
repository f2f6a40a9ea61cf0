import { accessSync, constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { isHostList } from '../sources.ts';
import { readHostList } from './host-list.ts';
import { readProgram } from './program.ts';
import { readFile } from './read-file.ts';
import type { Reading } from './reading.ts';
import { enables, off } from './rules.ts';

/**
 * Reads one source of an inventory, as Ansible finds out what it is: hosts by name, a directory of sources, a program, YAML or
 * JSON, INI. What is wrong with it is reported to `collect`.
 */
export async function readSource(source: string, reading: Reading): Promise<void> {
  const { collect, rules } = reading;
  const start = { file: source, line: 1, column: 1 };
  if (isHostList(source)) {
    if (enables(rules, 'host_list') || enables(rules, 'advanced_host_list')) readHostList(source, collect);
    else collect.report(start, off('host_list'));
  } else if (await isDirectory(source)) await readDirectory(source, reading);
  else if (source.endsWith('.toml')) collect.report(start, TOML);
  else if (await isProgram(source)) {
    if (enables(rules, 'script')) await readProgram(source, reading);
    else collect.report(start, off('script'));
  } else await readFile(source, reading);
}

const TOML =
  'inventories in TOML are not read; `ansible-inventory -i FILE --list --yaml --export` prints it in YAML, which is';

async function readDirectory(directory: string, reading: Reading): Promise<void> {
  const names = await readdir(directory).catch((error: Error) => {
    throw new InputError([{ message: `${directory}: the directory cannot be read: ${error.message}` }]);
  });
  const inventories = names.filter((name) => !reading.rules.isIgnored(name)).sort(byBytes);
  if (inventories.length === 0) reading.collect.report({ file: directory, line: 1, column: 1 }, NOTHING);
  for (const name of inventories) await readSource(join(directory, name), reading);
}

const NOTHING =
  'no inventory is in this directory; hidden files, group_vars, host_vars and names that end in .ini, .cfg, .txt, .md, .bak and the like are left out, as with Ansible';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );

/** Whether a file may be executed, and says how: other texts would be given to a shell. */
export async function isProgram(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    accessSync(path, constants.X_OK);
    await using file = await open(path);
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1').startsWith('#!') || buffer.toString('latin1') === '\u007fELF';
  } catch {
    return false;
  }
}
