import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/inventory/ansible/config-parser.ts';

/** What Ansible has Python make of texts: sections with their values, or the kind of error. */
const PYTHON = `
import configparser, json, sys
def read(text):
    parser = configparser.ConfigParser(inline_comment_prefixes=(';',))
    try:
        parser.read_string(text)
    except configparser.Error as error:
        return type(error).__name__
    return {name: {key: parser.get(name, key, raw=True) for key in parser.options(name)} for name in parser.sections()}
print(json.dumps([read(text) for text in json.load(sys.stdin)]))
`;

type Sections = Readonly<Record<string, Readonly<Record<string, string>>>>;

const byPython = (texts: readonly string[]): readonly (Sections | string)[] =>
  JSON.parse(execFileSync('python3', ['-c', PYTHON], { input: JSON.stringify(texts) }).toString());

function byUmctl(text: string): Sections | undefined {
  const config = parseConfig('ansible.cfg', text);
  if ('problem' in config) return undefined;
  const entries = [...config.sections].map(([name, settings]) => [
    name,
    Object.fromEntries([...settings].map(([key, { value }]) => [key, value])),
  ]);
  return Object.fromEntries(entries);
}

const PIECES = [
  ...['[defaults]', '[ssh_connection]', '[DEFAULT]', '[a]b]', '[', ']', 'key', 'Key', 'other key', 'x'],
  ...['=', ':', ' = ', ' : ', '==', 'value', 'a b', '"quoted"', "'", '%(x)s', '%', '#', ';', ' ;', ' #', '; c', '# c'],
  ...['\n', '\n', '\n', '\n  ', '\n\t', '\n\n', '\r\n', ' ', '\t', '\u00a0', '\u3000', '\ufeff', '\u001f', 'ü'],
];

test('random files are read as Python reads them', () => {
  const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 24 });
  const texts = fc.sample(
    pieces.map((all) => all.join('')),
    { numRuns: 4000, seed: 7 },
  );
  const whole = texts.flatMap((text) => [text, `[defaults]\n${text}`]);
  const expected = byPython(whole);
  const differing = whole.filter((text, i) => {
    const theirs = expected[i];
    const own = byUmctl(text);
    return typeof theirs === 'string' ? own !== undefined : JSON.stringify(own) !== JSON.stringify(theirs);
  });
  expect(differing.slice(0, 3).map((text) => [text, byUmctl(text), expected[whole.indexOf(text)]])).toEqual([]);
  // Both kinds are among them.
  const hasKeys = (all: Readonly<Record<string, string>>): boolean => Object.keys(all).length > 0;
  const read = expected.filter((one) => typeof one === 'object' && Object.values(one).some(hasKeys));
  expect(read.length).toBeGreaterThan(300);
  expect(expected.filter((one) => typeof one === 'string').length).toBeGreaterThan(300);
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['remote_user = x', '1:1', 'expected a section'],
    ['[defaults]\n  remote_user', '2:3', 'expected KEY = VALUE, found "remote_user"'],
    ['[defaults]\na = 1\n\n[defaults]', '4:1', '[defaults] stands in the file twice'],
    ['[defaults]\n<<<<<<< HEAD\nforks = 1', '2:1', 'a merge conflict was left in this file'],
    ['[defaults]\nforks = 1\nb = 2\nForks = 3', '4:1', 'forks stands in [defaults] twice'],
  ])('%j', (text, place, message) => {
    const config = parseConfig('ansible.cfg', text);
    if (!('problem' in config)) throw new Error('nothing is wrong');
    const { at, message: told } = config.problem;
    expect([`${at?.line}:${at?.column}`, told]).toEqual([place, expect.stringContaining(message)]);
  });
});
