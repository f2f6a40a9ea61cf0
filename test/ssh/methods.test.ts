import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { failureOf } from './failure.ts';
import { makeKey, startSshd } from './sshd.ts';
import { createUser, type TestUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let user: TestUser;

beforeAll(() => {
  world = createWorld();
  user = createUser();
});
afterAll(() => {
  user?.remove();
  world?.remove();
});

/** An sshd that wants several methods, one after another (AuthenticationMethods of sshd_config(5)). */
async function wanting(methods: string) {
  const sshd = await startSshd({
    options: ['UsePAM yes', 'KbdInteractiveAuthentication yes', `AuthenticationMethods ${methods}`],
  });
  onTestFinished(sshd.stop);
  world.trust(sshd);
  return sshd;
}

const to = ({ port }: { readonly port: number }) => ({
  port,
  user: user.name,
  password: world.secrets.seal('password', user.password),
});

test.each([
  'password,publickey',
  'publickey,password',
  'publickey,keyboard-interactive',
  'keyboard-interactive,publickey',
  'password,keyboard-interactive',
  'publickey,password,keyboard-interactive',
  'keyboard-interactive:pam publickey,password',
])('logs in where the host wants %s', async (methods) => {
  const sshd = await wanting(methods);
  await (await world.connect(to(sshd))).close();
  expect(sshd.log()).toMatch(/Accepted /);
});

test('two keys, one after the other', async () => {
  const second = join(world.dir, 'second');
  makeKey(second);
  const sshd = await wanting('publickey,publickey');
  appendFileSync(sshd.authorizedKeys, readFileSync(`${second}.pub`));
  await (await world.connect({ ...to(sshd), sshOptions: { IdentityFile: second } })).close();
  expect(sshd.log()).toMatch(/Accepted publickey/);
});

test.each(['password,publickey', 'publickey,password'])('%s with a key that has to be unlocked', async (methods) => {
  const locked = join(world.dir, `locked-${methods}`);
  makeKey(locked, { passphrase: 'open sesame' });
  const sshd = await wanting(methods);
  appendFileSync(sshd.authorizedKeys, readFileSync(`${locked}.pub`));
  const prompt = async () => 'open sesame';
  await (await world.connect({ ...to(sshd), privateKeyFile: locked }, { prompt })).close();
  expect(sshd.log()).toMatch(/Accepted p/);
});

test('what was accepted on the way is told where the rest is missing', async () => {
  const sshd = await wanting('publickey,password');
  const { password: _, ...without } = to(sshd);
  const { message } = await failureOf(world.connect(without));
  expect(message).toContain('(accepted, and the host wants more); the host allows password');
});
