import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf } from './failure.ts';
import { makeKey, type Sshd, startSshd } from './sshd.ts';
import { createWorld, type World } from './world.ts';

/** Since OpenSSH 9.8 this program serves a connection, and sshd has its path. */
const SESSION = '/usr/lib/openssh/sshd-session';

let world: World;
let sshd: Sshd;

/** The real program under an old name: it calls itself OpenSSH 5.3, as on EL6, and lets nobody in by other keys than RSA. */
function renamed(program: string): string {
  const copy = join(world.dir, program.split('/').at(-1) ?? '');
  const bytes = readFileSync(program).toString('latin1');
  const old = (name: string): string => 'OpenSSH_5.3p1'.padEnd(name.length, 'x');
  writeFileSync(copy, Buffer.from(bytes.replace(/OpenSSH_\d+\.\d+p\d/g, old), 'latin1'));
  chmodSync(copy, 0o755);
  return copy;
}

beforeAll(async () => {
  world = createWorld();
  chmodSync(world.dir, 0o755);
  const options = ['PubkeyAcceptedAlgorithms rsa-sha2-256', 'PasswordAuthentication no'];
  const session = existsSync(SESSION) ? [`SshdSessionPath ${renamed(SESSION)}`] : [];
  sshd = await startSshd({ program: renamed('/usr/sbin/sshd'), options: [...options, ...session] });
  world.trust(sshd);
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

test('an ed25519 key at a server that does not know its type: told which key it needs', async () => {
  const { next } = await failureOf(world.connect({ port: sshd.port }));
  expect(next).toMatch(/OpenSSH_5\.3p1.* is too old for ssh-ed25519; it needs an RSA key: ssh-keygen -t rsa/);
  expect(next).toContain(`ssh-copy-id -i ~/.ssh/id_rsa.pub -p ${sshd.port} root@127.0.0.1`);
  expect(next).toContain('PubkeyAcceptedAlgorithms=+ssh-rsa');
});

test('an RSA key that it does not have: ssh-copy-id, as ever', async () => {
  const key = join(world.dir, 'stranger');
  makeKey(key, { type: 'rsa' });
  const { next } = await failureOf(world.connect({ port: sshd.port, privateKeyFile: key }));
  expect(next).toMatch(/^ssh-copy-id -p \d+ root@127.0.0.1, or set/);
});
