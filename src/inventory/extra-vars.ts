import { homedir } from 'node:os';
import type { Position, Problem } from '../core/errors.ts';
import { unquoted } from './ansible/quoting.ts';
import { kindOf, type Variables } from './groups.ts';
import { keyValues } from './key-values.ts';
import { type Reading, readVars } from './vars-files.ts';
import type { Parsed } from './yaml/parsed.ts';

/** What values of the command line say in place of a file. */
const OPTION = '--extra-vars';

/**
 * Reads `-e NAME=VALUE …`, `-e '{…}'` (YAML or JSON) and `-e @FILE`, later ones over earlier ones (ansible/utils/vars.py
 * `load_extra_vars`). Values of `NAME=VALUE` are always text.
 */
export async function readExtraVars(given: readonly string[], reading: Reading): Promise<Variables> {
  const layers: Variables[] = [];
  for (const text of given) layers.push(await readOne(text, reading));
  return reading.combine(...layers);
}

async function readOne(text: string, { readYaml, problems }: Reading): Promise<Variables> {
  const at: Position = { file: OPTION, line: 1, column: 1 };
  const refuse = (message: string): Variables => {
    problems.push({ at, message });
    return new Map();
  };
  if (text === '') return new Map();
  if (text.trim() === '') return refuse('found blanks only; expected NAME=VALUE, {NAME: VALUE} or @FILE');
  if (text === '@') return refuse("a file's name is missing behind @");
  if (text.startsWith('@')) {
    const own: Problem[] = [];
    const vars = await readVars(atHome(text.slice(1)), readYaml, own, { atLeast: 'a mapping' });
    // What has no place in the file is wrong with the option.
    problems.push(...own.map((one) => (one.at === undefined ? { message: `${OPTION} @${one.message}` } : one)));
    return vars;
  }
  if (/^[/.]/.test(text)) return refuse(`found a path; write @${text} for the variables in that file`);
  if (/^[[{]/.test(text)) return mapping(readYaml(OPTION, text), refuse, problems);
  const pairs = keyValues(text);
  if ('wrong' in pairs) return refuse(pairs.wrong);
  return new Map(
    pairs.flatMap(({ key, value, column }) => {
      // What becomes of a text, and of a template, is for the reader of files to say.
      const text = JSON.stringify({ [key]: unquoted(value) });
      const content = readYaml(OPTION, text).root?.entries?.get(key)?.content;
      const place = { ...at, column };
      return content === undefined ? [] : [[key, { key: place, content: { ...content, at: place } }] as const];
    }),
  );
}

function mapping(
  { root, problems: wrong }: Parsed,
  refuse: (message: string) => Variables,
  problems: Reading['problems'],
) {
  problems.push(...wrong);
  if (root === undefined) return new Map();
  return root.entries ?? refuse(`expected variables ({name: value}), found ${kindOf(root)}`);
}

const atHome = (path: string): string => path.replace(/^~(?=\/|$)/, () => process.env['HOME'] ?? homedir());
