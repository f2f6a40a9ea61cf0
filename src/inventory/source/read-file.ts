import { extname } from 'node:path';
import { InputError, type Position } from '../../core/errors.ts';
import { meaningfulLines } from '../ini/lines.ts';
import { looksLikeIni } from '../ini/looks-like-ini.ts';
import { readIni } from '../ini/read-ini.ts';
import { readGroups } from '../read-groups.ts';
import { readText } from '../read-text.ts';
import { isVaulted } from '../vault/envelope.ts';
import type { Reading } from './reading.ts';
import { enables, off, type SourceRules } from './rules.ts';

/** Reads one file of an inventory: YAML, JSON or INI, which may be vaulted as a whole. */
export async function readFile(file: string, reading: Reading): Promise<void> {
  const read = await readText(file);
  if ('problem' in read) throw new InputError([read.problem]);
  reading.keep?.(file, read.text);
  if (!isVaulted(read.text)) {
    readContent(file, read, reading);
    return;
  }
  const opened = reading.sealed?.open(read.text) ?? { wrong: NOT_CONVERTED };
  const { collect } = reading;
  if ('wrong' in opened) collect.report({ file, line: 1, column: 1 }, opened.wrong);
  else {
    const { text, texts, readYaml } = opened;
    const report = (at: Position): void => collect.report(at, HIDDEN);
    const isMarked = text.startsWith('\ufeff');
    const content = { text: isMarked ? text.slice(1) : text, hasByteOrderMark: isMarked };
    readContent(file, content, {
      ...reading,
      readYaml: reading.heard(readYaml),
      texts,
      collect: { ...collect, report },
    });
  }
}

const NOT_CONVERTED =
  'the whole inventory is vaulted; `ansible-vault decrypt` it, convert it, and vault the result, or single values in it';

/** What is wrong with a line is mostly told with some of it. */
const HIDDEN = 'the vaulted text cannot be read here; `ansible-vault view` shows it';

interface Content {
  readonly text: string;
  readonly hasByteOrderMark: boolean;
}

function readContent(
  file: string,
  { text, hasByteOrderMark }: Content,
  { readYaml, collect, rules, texts }: Reading,
): void {
  const start = { file, line: 1, column: 1 };
  const { root, problems } = readYaml(file, text);
  const isMapping = root?.entries !== undefined;
  if (root?.entries?.size === 0) {
    collect.report(root.at, EMPTY_MAPPING);
    return;
  }
  const isYamlName = YAML_ENDS.includes(extname(file));
  if (problems.length === 0 && root === undefined) {
    // Ansible reads it as INI.
    if (!enables(rules, 'ini')) collect.report(start, off('ini'));
    if (hasByteOrderMark) collect.report(start, MARKED);
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
    if (hasByteOrderMark) collect.report(start, MARKED);
    readIni(file, text, collect, texts);
    return;
  }
  for (const { at = start, message } of problems) collect.report(at, message);
  if (problems.length > 0 || root === undefined) return;
  const wrong = isYamlName ? notTheFirst(text, rules) : notYaml(extname(file));
  if (wrong === undefined) readGroups(root, collect);
  else collect.report(start, wrong);
}

/** To the reader of YAML it is nothing, so that the reader of INI is next. */
const EMPTY_MAPPING = 'Ansible takes {} for the name of a host; delete it, or write groups (all: …)';

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
