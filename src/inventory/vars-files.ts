import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { InputError, type Problem } from '../core/errors.ts';
import type { Combine } from './combine.ts';
import { kindOf, type Variables } from './groups.ts';
import { readText } from './read-text.ts';
import { slipOf } from './structure-words.ts';
import { unreadFile } from './unread.ts';
import type { ReadYaml } from './vault/read-yaml.ts';

const EXTENSIONS = ['', '.yml', '.yaml', '.json'];
const DEEPEST = 10;

/** What reading variables takes. */
export interface Reading {
  readonly readYaml: ReadYaml;
  readonly problems: Problem[];
  readonly combine: Combine;
}

/**
 * Reads `group_vars` or `host_vars`: for each name NAME, NAME.yml, NAME.yaml or NAME.json, the first there is, or all
 * files of the directory NAME, later ones overriding earlier (ansible/parsing/dataloader.py `find_vars_files`).
 */
export async function readVarsFiles(
  directory: string,
  names: Iterable<string>,
  { readYaml, problems, combine }: Reading,
): Promise<ReadonlyMap<string, Variables>> {
  const present = new Set(await list(directory));
  const found = new Map<string, Variables>();
  for (const name of present.size === 0 ? [] : names) {
    const extension = EXTENSIONS.find((end) => present.has(`${name}${end}`));
    if (extension === undefined) continue;
    const layers: Variables[] = [];
    for (const file of await filesAt(join(directory, `${name}${extension}`), 0)) {
      layers.push(await readVars(file, readYaml, problems));
    }
    found.set(name, combine(...layers));
  }
  return found;
}

/** The file itself, or the files that Ansible reads in a directory, in its order; hidden ones and backups are not. */
async function filesAt(path: string, depth: number): Promise<readonly string[]> {
  if (!(await isDirectory(path))) return [path];
  const names = (await list(path)).filter((name) => !name.startsWith('.') && !name.endsWith('~')).sort(byCodePoint);
  const files = await Promise.all(
    names.map(async (name) => {
      const inner = join(path, name);
      if (!(await isDirectory(inner))) return EXTENSIONS.includes(extname(name)) ? [inner] : [];
      return extname(name) === '' && depth < DEEPEST ? filesAt(inner, depth + 1) : [];
    }),
  );
  return files.flat();
}

/** The variables of a file; with `atLeast: 'a mapping'` one that is empty is refused, too. */
export async function readVars(
  file: string,
  readYaml: ReadYaml,
  problems: Problem[],
  { atLeast = 'nothing' }: { readonly atLeast?: 'nothing' | 'a mapping' } = {},
): Promise<Variables> {
  const read = await readText(file);
  if ('problem' in read) {
    problems.push(read.problem);
    return new Map();
  }
  const { root, problems: wrong, locked } = readYaml(file, read.text);
  if (locked !== undefined) return unreadFile(file, locked);
  problems.push(...wrong);
  if (root === undefined || root.value === null) {
    if (wrong.length === 0 && atLeast === 'a mapping')
      problems.push({ at: { file, line: 1, column: 1 }, message: 'expected variables (name: value), found nothing' });
    return new Map();
  }
  if (root.entries !== undefined) return root.entries;
  const meant = slipOf(root) ?? `expected variables (name: value), found ${kindOf(root)}`;
  problems.push({ at: root.at, message: meant });
  return new Map();
}

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : 1);

/** Nothing where there is no such directory; one that cannot be read would leave variables out without a word. */
const list = (directory: string): Promise<readonly string[]> =>
  readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    const at = { file: directory, line: 1, column: 1 };
    throw new InputError([{ at, message: `the directory of variables cannot be read: ${error.message}` }]);
  });

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
