import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { EXIT, HostError } from '../core/errors.ts';

/** The keywords whose value is a list of files. */
export const LISTS = {
  userknownhostsfile: 'UserKnownHostsFile',
  globalknownhostsfile: 'GlobalKnownHostsFile',
  revokedhostkeys: 'RevokedHostKeys',
};

/** What ssh has where nothing is said: nobody put that in quotes. */
const DEFAULTS = [
  ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'],
  ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'],
];

export interface ListOptions {
  /** The host's name in the inventory. */
  readonly name: string;
  readonly keyword: keyof typeof LISTS;
  /** The lines, as they are written, of which one says what that keyword is. Undefined where they are not known. */
  readonly written: () => Promise<readonly string[] | undefined>;
}

/**
 * The files that a value of `ssh -G` names. It drops the quotes of paths, so that one path with a blank looks like two:
 * what is written in the configuration tells, where all of it agrees.
 * @throws HostError where it is left open which files are meant
 */
export async function fileList(value: string, { name, keyword, written }: ListOptions): Promise<readonly string[]> {
  if (!value.includes(' ')) return [value];
  const known = DEFAULTS.find((files) => [files.join(' '), files.map(atHome).join(' ')].includes(value));
  if (known !== undefined) return known;
  const lines = (await written()) ?? [];
  const files = value.split(' ');
  if (lines.length > 0 && lines.every(isOnePath)) return [value];
  if (lines.length > 0 && lines.every(isPlain) && files.every((file) => /^~?\//.test(file))) return files;
  throw new HostError({
    host: name,
    exit: EXIT.unreachable,
    message: `ssh -G does not say whether ${LISTS[keyword]} ${value} is one file or several, as it prints no quotes`,
    next: 'name files without a blank in their path: move them, or make a link to them, and list whole paths without quotes',
  });
}

export const atHome = (path: string): string => path.replace(/^~(?=\/)/, () => userInfo().homedir);

/** A keyword, and one path in quotes. */
const isOnePath = (line: string): boolean => /^\s*\w+[\s=]+"[^"\\]*"\s*$/.test(line);

/** No path on the line can have a blank in it. */
const isPlain = (line: string): boolean => !/["'\\]/.test(line) && !variables(line).some((value) => /\s/.test(value));

const variables = (line: string): readonly string[] =>
  [...line.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => process.env[name] ?? '');

/**
 * The lines that set a keyword in the configuration files which ssh read, by what `ssh -v` says of it. Undefined where one
 * of them cannot be read.
 */
export async function linesThatSet(keyword: string, verbose: string): Promise<readonly string[] | undefined> {
  const paths = [...verbose.matchAll(/^debug1: Reading configuration data (.*?)\r?$/gm)].map(([, path = '']) => path);
  try {
    const texts = await Promise.all(paths.map((path) => readFile(path, 'latin1')));
    return texts.flatMap((text) => text.split('\n')).filter((line) => sets(keyword).test(line));
  } catch {
    return undefined;
  }
}

const sets = (keyword: string): RegExp => new RegExp(`^[^#]*\\b${keyword}\\b`, 'i');
