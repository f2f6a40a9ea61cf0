import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeKey, type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl } from './both.ts';

const KEYS = ['first', 'second', 'third'] as const;

let world: World;
let sshd: Sshd;
beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
  for (const key of KEYS) makeKey(join(world.dir, key));
  // The server takes the last alone, so that each before it is seen to be refused.
  appendFileSync(sshd.authorizedKeys, readFileSync(join(world.dir, 'third.pub')));
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

/** The keys that the server was shown by a login, in their order: it logs each, by its fingerprint. */
async function shown(login: () => Promise<string | undefined>): Promise<readonly string[]> {
  const before = sshd.log().length;
  expect(await login()).toBeUndefined();
  const seen = sshd
    .log()
    .slice(before)
    .matchAll(/(Failed|Accepted) publickey for root .* (SHA256:\S+)/g);
  return [...seen].map(([, outcome, fingerprint]) => `${outcome} ${fingerprint}`);
}

test('keys are shown to a server in the order of ssh: the command line, then the configuration from top to bottom', async () => {
  const file = (key: string): string => join(world.dir, key);
  world.configure(`Host 127.0.0.1\n IdentityFile ${file('second')}\n IdentityFile ${file('third')}`);
  const login = { world, sshd, options: { IdentityFile: file('first') } };
  const bySshItself = await shown(() => bySsh(login));
  expect(bySshItself.map((line) => line.split(' ')[0])).toEqual(['Failed', 'Failed', 'Accepted']);
  expect(await shown(() => byUmctl(login))).toEqual(bySshItself);
});
