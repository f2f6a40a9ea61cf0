import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl, type Expected, type ExpectedOfKeys, expectSame, expectSameTrust } from './both.ts';
import { type Keys, makeKeys } from './keys.ts';

let world: World;
let sshd: Sshd;
let keys: Keys;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd({ options: ['MaxStartups 200'] });
  world.trust(sshd);
  keys = makeKeys(world.dir, sshd);
  process.env['UMCTL_TEST_BLANK'] = 'my keys';
  process.env['UMCTL_TEST_PLAIN'] = 'plain';
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

const QUOTED = 'ssh -G does not say where a path with a blank ends';

const [BLANK, PLAIN, UNSET] = ['BLANK', 'PLAIN', 'UNSET'].map((name) => `\${UMCTL_TEST_${name}}`);

interface Case extends ExpectedOfKeys {
  readonly name: string;
  /** The value of UserKnownHostsFile or GlobalKnownHostsFile; DIR is the case's own directory. */
  readonly value: string;
  /** Names of files below DIR: with the server's key, with another one, and with the server's key as revoked. */
  readonly right?: readonly string[];
  readonly other?: readonly string[];
  readonly revoked?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'a blank in quotes, another key', value: '"DIR/my keys/kh"', other: ['my keys/kh'] },
  {
    name: 'a blank in quotes, another key, and the key where it is cut',
    value: '"DIR/my keys/kh"',
    right: ['my'],
    other: ['my keys/kh'],
  },
  { name: 'a blank in quotes, revoked', value: '"DIR/my keys/kh"', revoked: ['my keys/kh'] },
  { name: 'a blank in quotes, the key', value: '"DIR/my keys/kh"', right: ['my keys/kh'] },
  { name: 'a blank in single quotes, the key', value: "'DIR/my keys/kh'", right: ['my keys/kh'], stricter: QUOTED },
  { name: 'a blank in quotes, and another file', value: '"DIR/my keys/kh" DIR/b', right: ['b'], stricter: QUOTED },
  { name: 'a blank after a backslash', value: 'DIR/my\\ keys/kh', other: ['my keys/kh'] },
  { name: 'a blank in single quotes', value: "'DIR/my keys/kh'", other: ['my keys/kh'] },
  {
    name: 'two whole paths in quotes, the key in the first',
    value: '"DIR/a DIR/b"',
    right: ['a'],
  },
  { name: 'two whole paths in quotes, another key', value: '"DIR/a DIR/b"', right: ['a'], other: ['a DIR/b'] },
  { name: 'two files in quotes each', value: '"DIR/a" "DIR/b"', right: ['b'], stricter: QUOTED },
  { name: 'a blank at the end', value: '"DIR/a "', right: ['a'], other: ['a '] },
  { name: 'two blanks inside', value: '"DIR/a  DIR/b"', right: ['a'] },
  { name: 'a blank from the environment', value: `DIR/${BLANK}/kh`, other: ['my keys/kh'], right: ['my'] },
  { name: 'two files', value: 'DIR/a DIR/b', right: ['b'] },
  { name: 'two files, another key in the second', value: 'DIR/a DIR/b', other: ['b'] },
  { name: 'two files, several blanks between', value: 'DIR/a \t DIR/b', right: ['b'] },
  { name: 'three files', value: 'DIR/a DIR/b DIR/c', right: ['c'], other: ['a'] },
  { name: 'none', value: 'none', right: ['none'] },
  { name: 'None', value: 'None' },
  { name: 'a file that is not there', value: 'DIR/absent' },
  { name: 'a directory', value: 'DIR', stricterWhenNew: 'known_hosts cannot be read' },
];

const USER: readonly Case[] = [
  { name: '%% is a %', value: 'DIR/%%h', other: ['%h'], right: ['127.0.0.1'] },
  { name: '%% is a %, the key', value: 'DIR/%%h', right: ['%h'], other: ['127.0.0.1'] },
  { name: '%%%h', value: 'DIR/%%%h', right: ['%127.0.0.1'] },
  { name: '%h', value: 'DIR/%h', right: ['127.0.0.1'] },
  { name: '%h and %r in two files', value: 'DIR/%h DIR/%r', other: ['127.0.0.1'], right: ['root'] },
  { name: '%n', value: 'DIR/%n', right: ['127.0.0.1'] },
  { name: '%k', value: 'DIR/%k', other: ['127.0.0.1'] },
  { name: 'an unknown token', value: 'DIR/%Z', right: ['%Z'] },
  { name: 'the environment', value: `DIR/${PLAIN}`, right: ['plain'] },
  { name: 'the environment and another file', value: `DIR/${PLAIN} DIR/b`, right: ['b'], other: ['plain'] },
  { name: 'a variable that is not set', value: `DIR/${UNSET}`, right: [''] },
];

const GLOBAL: readonly Case[] = [
  { name: '%h is no token there, another key', value: 'DIR/%h', other: ['%h'], right: ['127.0.0.1'] },
  { name: '%h is no token there, the key', value: 'DIR/%h', right: ['%h'] },
  { name: '%% stays', value: 'DIR/%%h', right: ['%%h'], other: ['%h'] },
  {
    name: 'a variable is none there',
    value: `DIR/${PLAIN}`,
    right: [`${PLAIN}`],
    other: ['plain'],
  },
  { name: "somebody's home", value: '~root/umctl-absent', stricterWhenNew: 'umctl looks up no homes' },
];

function prepare({ right = [], other = [], revoked = [], value }: Case): string {
  const dir = mkdtempSync(join(world.dir, 'case-'));
  const write = (file: string, line: string): void => {
    if (file === '') return;
    const path = join(dir, file.replaceAll('DIR', dir));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${line}\n`);
  };
  for (const file of right) write(file, `${keys.name} ${keys.right()}`);
  for (const file of other) write(file, `${keys.name} ${keys.other()}`);
  for (const file of revoked) write(file, `@revoked * ${keys.right()}`);
  return value.replaceAll('DIR', dir);
}

const empty = (): string => join(mkdtempSync(join(world.dir, 'user-')), 'known_hosts');

describe.concurrent('whom the files that are named vouch for', () => {
  test.each([...CASES, ...USER])('UserKnownHostsFile: $name', (tried) =>
    expectSameTrust(() => ({ world, sshd, options: { UserKnownHostsFile: prepare(tried) } }), tried),
  );
  test.each([...CASES, ...GLOBAL])('GlobalKnownHostsFile: $name', (tried) =>
    expectSameTrust(() => {
      const options = { GlobalKnownHostsFile: prepare(tried), UserKnownHostsFile: empty() };
      return { world, sshd, options };
    }, tried),
  );
});

describe('the same in configuration files', () => {
  const files: readonly (Expected & { readonly name: string; readonly lines: string; readonly elsewhere?: string })[] =
    [
      { name: 'one line, a blank in quotes', lines: 'UserKnownHostsFile "DIR/my keys/kh"' },
      { name: 'the same with =', lines: 'userknownhostsfile="DIR/my keys/kh"' },
      { name: 'two files', lines: 'UserKnownHostsFile DIR/absent DIR/plain' },
      {
        name: 'two files, another host has a blank',
        lines: 'UserKnownHostsFile DIR/absent DIR/plain\nHost n9\nUserKnownHostsFile "DIR/my keys/kh"',
        stricter: QUOTED,
      },
      {
        name: 'a blank, another host has two files',
        lines: 'UserKnownHostsFile "DIR/my keys/kh"\nHost n9\nUserKnownHostsFile DIR/a DIR/b',
        stricter: QUOTED,
      },
      {
        name: 'a blank in a file that is included',
        lines: 'Include DIR/more',
        elsewhere: 'UserKnownHostsFile "DIR/my keys/kh"',
      },
      {
        name: 'two files in a file that is included',
        lines: 'Include DIR/more',
        elsewhere: 'UserKnownHostsFile DIR/absent DIR/plain',
      },
      { name: 'a commented line', lines: '# UserKnownHostsFile "DIR/a b"\nUserKnownHostsFile DIR/absent DIR/plain' },
    ];
  test.each(files)('$name', async ({ lines, elsewhere = '', ...expected }) => {
    const dir = prepare({ name: '', value: 'DIR', right: ['my keys/kh', 'plain'] });
    writeFileSync(join(dir, 'more'), `${elsewhere.replaceAll('DIR', dir)}\n`);
    const configFile = join(dir, 'config');
    const rest = 'Host *\nIdentityAgent none\nGlobalKnownHostsFile none\n';
    writeFileSync(configFile, `Host 127.0.0.1\n${lines.replaceAll('DIR', dir)}\n${rest}`);
    const login = { world: { ...world, configFile }, sshd, options: {} };
    expectSame(await bySsh(login), await byUmctl(login), expected);
  });
});
