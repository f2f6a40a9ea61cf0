import { accessSync, constants } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { InputError } from '../../core/errors.ts';
import { meaningfulLines } from '../ini/lines.ts';
import { looksLikeIni } from '../ini/looks-like-ini.ts';
import { readIni } from '../ini/read-ini.ts';
import { readGroups } from '../read-groups.ts';
import { readText } from '../read-text.ts';
import { isHostList } from '../sources.ts';
import { isVaulted } from '../vault/envelope.ts';
import { readHostList } from './host-list.ts';
import { readProgram } from './program.ts';
import type { Reading } from './reading.ts';
import type { SourceRules } from './rules.ts';

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

async function readFile(file: string, { readYaml, collect, rules, keep }: Reading): Promise<void> {
  const read = await readText(file);
  if ('problem' in read) throw new InputError([read.problem]);
  const { text } = read;
  keep?.(file, text);
  const start = { file, line: 1, column: 1 };
  if (isVaulted(text)) {
    collect.report(start, VAULTED);
    return;
  }
  const { root, problems } = readYaml(file, text);
  const isMapping = root?.entries !== undefined;
  const isYamlName = YAML_ENDS.includes(extname(file));
  if (problems.length === 0 && root === undefined) {
    // Ansible reads it as INI.
    if (!enables(rules, 'ini')) collect.report(start, off('ini'));
    return;
  }
  if (!isMapping && text.startsWith('#!') && !/^\[/m.test(text)) {
    collect.report(start, NOT_EXECUTABLE);
    return;
  }
  if (
    !isMapping &&
    looksLikeIni(text, {
      isOtherThanYaml: !isYamlName,
      isScalar: typeof root?.value === 'string',
    })
  ) {
    if (!enables(rules, 'ini')) collect.report(start, off('ini'));
    // Ansible takes it for a part of the first line.
    if (read.hasByteOrderMark) collect.report(start, MARKED);
    readIni(file, text, collect);
    return;
  }
  for (const { at = start, message } of problems) collect.report(at, message);
  if (problems.length > 0 || root === undefined) return;
  const wrong = isYamlName ? notTheFirst(text, rules) : notYaml(extname(file));
  if (wrong === undefined) readGroups(root, collect);
  else collect.report(start, wrong);
}

const enables = ({ plugins }: SourceRules, name: string): boolean => plugins.includes(name);

const off = (plugin: string): string =>
  `enable_plugins of Ansible's configuration leaves out ${plugin}, which reads this source; add it there: enable_plugins = host_list, script, auto, yaml, ini`;

const notYaml = (end: string): string =>
  `Ansible reads no YAML from a file whose name ends in ${end}; let the name end in .yml or .yaml`;

/** Why Ansible does not come to read a file as YAML; undefined where it does. */
function notTheFirst(text: string, rules: SourceRules): string | undefined {
  if (!enables(rules, 'yaml')) return off('yaml');
  const isIniFirst = enables(rules, 'ini') && rules.plugins.indexOf('ini') < rules.plugins.indexOf('yaml');
  // A line that ends in a colon is refused by the reader of INI before it has kept anything.
  return isIniFirst && !/:(?:\s*#.*)?$/.test(meaningfulLines(text)[0]?.text ?? '') ? INI_FIRST : undefined;
}

const INI_FIRST =
  "enable_plugins of Ansible's configuration names ini before yaml, so that Ansible takes the first lines of this file for hosts; name yaml before ini there";

const MARKED = 'begins with a byte order mark, which Ansible takes for text; save the file as UTF-8 without one';

const NOT_EXECUTABLE = 'begins as a program does, but may not be executed; chmod +x makes it an inventory that is run';

/** Ansible tries YAML for these alone. */
const YAML_ENDS = ['', '.yml', '.yaml', '.json'];

const VAULTED =
  'the whole inventory is vaulted, including what must be shown, such as addresses; vault single values in it, or a file in group_vars/ or host_vars/ beside it';

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
