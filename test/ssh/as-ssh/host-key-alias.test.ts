import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl, expectSame } from './both.ts';
import { hashed } from './keys.ts';

let world: World;
let sshd: Sshd;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

describe('a host by its HostKeyAlias, as it is written', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['N1', 'n1'],
    ['N1', 'N1'],
    ['n1', 'N1'],
    ['N1', hashed('n1')],
    ['N1', hashed('N1')],
    ['n1', hashed('N1')],
    ['n1.', 'n1'],
    ['Ñ1', 'ñ1'],
    ['Ñ1', 'Ñ1'],
    ['[n1]:2222', '[n1]:2222'],
    ['n1', '127.0.0.1'],
  ];
  test.each(CASES)('%s by %s', async (HostKeyAlias, names) => {
    const UserKnownHostsFile = join(mkdtempSync(join(world.dir, 'case-')), 'known_hosts');
    writeFileSync(UserKnownHostsFile, `${names} ${sshd.publicKey()}\n`);
    const login = { world, sshd, options: { HostKeyAlias, UserKnownHostsFile } };
    expectSame(await bySsh(login), await byUmctl(login));
  });
});
