import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { failureOf } from './failure.ts';
import { makeKey, type Sshd, startSshd } from './sshd.ts';
import { createUser, type TestUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
let user: TestUser;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  user = createUser();
  world.trust(sshd);
});
afterAll(async () => {
  await sshd?.stop();
  user?.remove();
  world?.remove();
});

const sshOptions = { BatchMode: 'yes' };

test('BatchMode sends no password, as with ssh', async () => {
  const password = world.secrets.seal('password', user.password);
  const to = { port: sshd.port, user: user.name, privateKeyFile: '/dev/null', password };
  await (await world.connect(to)).close();
  const { message } = await failureOf(world.connect({ ...to, sshOptions }));
  expect(message).toContain('BatchMode of the ssh configuration: no password is sent');
  expect(sshd.log().match(/Failed password/g)).toBeNull();
});

test('BatchMode asks for no passphrase', async () => {
  const key = join(world.dir, 'locked');
  makeKey(key, { passphrase: 'open sesame' });
  appendFileSync(sshd.authorizedKeys, readFileSync(`${key}.pub`));
  const prompt = vi.fn(async () => 'open sesame');
  await (await world.connect({ port: sshd.port, privateKeyFile: key }, { prompt })).close();
  expect(prompt).toHaveBeenCalledTimes(1);
  const { message } = await failureOf(world.connect({ port: sshd.port, privateKeyFile: key, sshOptions }, { prompt }));
  expect(prompt).toHaveBeenCalledTimes(1);
  expect(message).toContain('no passphrase asked for');
});
