import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl, type Expected, expectSame } from './both.ts';
import { bent, type Keys, makeKeys } from './keys.ts';

let world: World;
let sshd: Sshd;
let keys: Keys;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd({ options: ['MaxStartups 200'] });
  world.trust(sshd);
  keys = makeKeys(world.dir, sshd);
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

const UNSUPPORTED = 'umctl reads public keys only';

/** Contents of RevokedHostKeys; the server's key is known and is not among them unless the case says so. */
const CASES: readonly (Expected & { readonly name: string; readonly file: (k: Keys) => string | Buffer })[] = [
  { name: 'nothing', file: () => '' },
  { name: 'comments', file: () => '# lost\n\n  # stolen\n\t\n' },
  { name: 'another key', file: (k) => `${k.other()} a comment\n${k.other('rsa')}` },
  { name: 'the key', file: (k) => `${k.right()} a comment\n` },
  { name: 'another key, then the key', file: (k) => `${k.other()}\n${k.right()}\n` },
  { name: 'the key after blanks', file: (k) => ` \t${k.right()}\n` },
  { name: 'lines of known_hosts', file: (k) => `${k.name} ${k.right()}\n` },
  { name: 'lines of known_hosts, another key', file: (k) => `${k.name} ${k.other()}\n` },
  { name: '@revoked lines', file: (k) => `@revoked * ${k.other()}\n` },
  { name: 'a cut key', file: (k) => `${bent(k.right(), (b) => b.slice(0, -2))}\n` },
  { name: 'another cut key', file: (k) => `${k.other().slice(0, -8)}\n` },
  { name: 'loose base64', file: (k) => `${bent(k.other(), (b) => `${b.slice(0, 9)}!${b.slice(9)}`)}\n` },
  { name: 'a fingerprint', file: () => 'SHA256:q6UMOSiKFOHTdTyNQd1vztwsPGgqoUFnEVhxlhTXpo8\n' },
  { name: 'a fingerprint for a KRL', file: () => 'hash: SHA256:q6UMOSiKFOHTdTyNQd1vztwsPGgqoUFnEVhxlhTXpo8\n' },
  { name: 'options before the key', file: (k) => `no-pty ${k.other()}\n` },
  { name: 'a type of tomorrow', file: (k) => `ssh-next ${k.other().split(' ')[1]}\n` },
  { name: 'a BOM', file: (k) => `\ufeff${k.other()}\n` },
  { name: 'an empty line of CR LF', file: (k) => `${k.other()}\r\n\r\n` },
  { name: 'lines that end with CR LF', file: (k) => `${k.other()}\r\n` },
  { name: 'the key, CR LF', file: (k) => `${k.right()}\r\n` },
  { name: 'a line that is empty up to a NUL', file: (k) => `\0${k.right()}\n` },
  { name: 'the key, and a NUL behind it', file: (k) => `${k.right()}\0\n` },
  { name: 'another key, cut by a NUL', file: (k) => `${k.other().slice(0, -8)}\0${k.other().slice(-8)}\n` },
  { name: 'a certificate of the key', file: (k) => `${k.certificate}\n` },
  { name: 'a PEM file', file: () => '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----\n' },
  {
    name: 'a KRL without the key',
    stricter: UNSUPPORTED,
    file: () => {
      const file = join(world.dir, 'krl');
      execFileSync('ssh-keygen', ['-q', '-k', '-f', file, join(world.dir, 'other_rsa.pub')]);
      return readFileSync(file);
    },
  },
];

const login = (RevokedHostKeys: string) => ({
  world,
  sshd,
  options: { RevokedHostKeys, StrictHostKeyChecking: 'accept-new' },
});

async function compare(revoked: string, expected: Expected = {}): Promise<void> {
  const [ssh, umctl] = await Promise.all([bySsh(login(revoked)), byUmctl(login(revoked))]);
  expectSame(ssh, umctl, expected);
}

describe.concurrent('RevokedHostKeys keeps out whom ssh keeps out, and lets in whom ssh lets in', () => {
  test.each(CASES)('$name', async ({ file, ...expected }) => {
    const path = join(mkdtempSync(join(world.dir, 'case-')), 'revoked');
    writeFileSync(path, file(keys));
    await compare(path, expected);
  });
  test('a file that is not there', () => compare(join(world.dir, 'absent')));
  test('a directory', () => compare(world.dir));
  test('none', () => compare('none'));
  test('a name with a token, which is no token here', async () => {
    mkdirSync(join(world.dir, '%h'));
    writeFileSync(join(world.dir, '%h', 'revoked'), `${keys.other()}\n`);
    await compare(`${world.dir}/%h/revoked`);
  });
});
