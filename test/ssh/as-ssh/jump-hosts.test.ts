import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl, type Expected, expectSame } from './both.ts';
import { type Keys, makeKeys } from './keys.ts';

let world: World;
let sshd: Sshd;
let hop: Sshd;
let keys: Keys;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd({ options: ['MaxStartups 200'] });
  hop = await startSshd({ options: ['MaxStartups 200'] });
  world.trust(sshd);
  world.trust(hop);
  keys = makeKeys(world.dir, hop);
});
afterAll(async () => {
  await hop?.stop();
  await sshd?.stop();
  world?.remove();
});

interface Case extends Expected {
  readonly name: string;
  /** Lines for the hop in the configuration; DIR is the case's own directory. */
  readonly config?: string;
  /** What DIR/kh, DIR/my keys/kh and DIR/my have. */
  readonly known?: (keys: Keys) => string;
  readonly blank?: (keys: Keys) => string;
  readonly cut?: (keys: Keys) => string;
  readonly options?: Readonly<Record<string, string>>;
}

const right = (k: Keys): string => `${k.name} ${k.right()}`;
const other = (k: Keys): string => `${k.name} ${k.other()}`;
const ACCEPT = 'StrictHostKeyChecking accept-new\n';

const CASES: readonly Case[] = [
  { name: 'known', known: right },
  { name: 'unknown' },
  { name: 'unknown, accepted', config: ACCEPT },
  { name: 'accepted for the host behind it only', options: { StrictHostKeyChecking: 'accept-new' } },
  { name: 'another key', known: other },
  { name: 'another key, accepted', known: other, config: ACCEPT },
  { name: 'revoked', known: (k) => `${right(k)}\n@revoked * ${k.right()}` },
  { name: 'a damaged line', known: (k) => right(k).slice(0, -3) },
  {
    name: 'a blank in the path',
    config: `${ACCEPT}UserKnownHostsFile "DIR/my keys/kh"`,
    blank: other,
    cut: right,
  },
  { name: 'a key that others may read', known: right, config: 'IdentityFile DIR/open' },
  { name: 'a key that is not accepted', known: right, config: 'PubkeyAcceptedAlgorithms rsa-sha2-256' },
  { name: 'RemoteCommand, which a hop does not run', known: right, config: 'RemoteCommand true' },
  { name: 'AddressFamily', known: right, config: 'AddressFamily inet6' },
  { name: 'AddressFamily of the host behind it', known: right, options: { AddressFamily: 'inet6' } },
  { name: 'KnownHostsCommand', known: right, config: 'KnownHostsCommand /bin/true', stricter: 'not supported' },
  { name: 'KnownHostsCommand that fails', known: right, config: 'KnownHostsCommand /bin/false' },
];

function prepare({ config = '', known, blank, cut }: Case): World {
  const dir = mkdtempSync(join(world.dir, 'case-'));
  mkdirSync(join(dir, 'my keys'));
  const write = (name: string, text: string): void => writeFileSync(join(dir, name), `${text}\n`);
  write('kh', known?.(keys) ?? '');
  write('my keys/kh', blank?.(keys) ?? '');
  write('my', cut?.(keys) ?? '');
  copyFileSync(world.key, join(dir, 'open'));
  chmodSync(join(dir, 'open'), 0o644);
  const own = config.replaceAll('DIR', dir);
  const usual = `HostName 127.0.0.1\nPort ${hop.port}\nUser root\nIdentitiesOnly yes`;
  const lines = ['Host hop', own, usual, `UserKnownHostsFile ${dir}/kh`];
  if (!own.includes('IdentityFile')) lines.push(`IdentityFile ${world.key}`);
  const configFile = join(dir, 'config');
  writeFileSync(configFile, `${lines.join('\n')}\n${readFileSync(world.configFile, 'utf8')}`);
  return { ...world, configFile };
}

describe.concurrent('a hop on the way is looked at as by ssh', () => {
  test.each(CASES)('$name', async (tried) => {
    const login = () => ({ world: prepare(tried), sshd, options: { ProxyJump: 'hop', ...tried.options } });
    const ssh = await bySsh(login());
    expectSame(ssh, await byUmctl(login()), tried);
  });
});
