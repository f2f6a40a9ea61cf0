import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { expectSameTrust } from './both.ts';
import { type Keys, makeKeys } from './keys.ts';
import { CASES, type Case } from './known-hosts-cases.ts';

let world: World;
let sshd: Sshd;
let keys: Keys;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd({ hostKeys: ['ed25519', 'ecdsa', 'rsa'], options: ['MaxStartups 200'] });
  world.trust(sshd);
  keys = makeKeys(world.dir, sshd);
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

/** A copy of the file for each program, as either may add to it. */
const fileFor = ({ file }: Case): string => {
  const path = join(mkdtempSync(join(world.dir, 'case-')), 'known_hosts');
  writeFileSync(path, file(keys));
  return path;
};

describe.concurrent('whom ssh trusts by a known_hosts file, umctl trusts, and nobody else', () => {
  test.each(CASES)('$name', (tried) =>
    expectSameTrust(() => ({ world, sshd, options: { UserKnownHostsFile: fileFor(tried) } }), tried),
  );
});
