import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { HostError } from '../../src/core/errors.ts';
import { sh } from '../../src/core/sh.ts';
import { createConnect } from '../../src/ssh/connect.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createUser, type TestUser } from './user.ts';
import { createWorld, type World } from './world.ts';

const HOSTS = ['n1', 'n2', 'n3', 'n4', 'n5'];

let world: World;
let sshd: Sshd;
let user: TestUser;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd({ options: ['UsePAM yes', 'KbdInteractiveAuthentication yes'] });
  world.trust(sshd);
  user = createUser();
});
afterAll(async () => {
  await sshd?.stop();
  user?.remove();
  world?.remove();
});

const failuresOf = async (work: readonly Promise<unknown>[]): Promise<readonly string[]> =>
  (await Promise.allSettled(work)).flatMap((one) =>
    one.status === 'rejected' && one.reason instanceof HostError ? [one.reason.failure.message] : [],
  );

const connectAs = (how: { readonly password?: string; readonly sudo?: string }) => {
  const { password, sudo } = how;
  return createConnect({
    settings: () => ({
      host: '127.0.0.1',
      port: sshd.port,
      user: user.name,
      sshOptions: {},
      privateKeyFile: password === undefined ? world.key : '/dev/null',
      ...(password === undefined ? {} : { password }),
      ...(sudo === undefined ? {} : { become: { user: 'root', password: sudo } }),
    }),
    secrets: world.secrets,
    configFile: world.configFile,
  });
};

test('a wrong login password costs the account one failed login, however many hosts there are', async () => {
  const connect = connectAs({ password: world.secrets.seal('ansible_password', 'not the password') });
  const messages = await failuresOf(HOSTS.map((host) => connect(host)));
  expect(messages).toHaveLength(HOSTS.length);
  const failed = sshd.log().match(/Failed (password|keyboard-interactive\/pam) for/g) ?? [];
  expect(failed).toHaveLength(1);
  expect(messages.filter((message) => /not sent, as n\d has refused it/.test(message))).toHaveLength(4);
});

test('a wrong sudo password is sent once, however many hosts there are', async () => {
  user.sudo('Defaults:USER badpass_message="counted as wrong"\nUSER ALL=(ALL) ALL');
  const connect = connectAs({ sudo: world.secrets.seal('ansible_become_password', 'not the password') });
  const connections = await Promise.all(HOSTS.map((host) => connect(host)));
  onTestFinished(async () => void (await Promise.all(connections.map((connection) => connection.close()))));
  const asked = connections.map((connection) => connection.ask([{ run: sh`true` }]));
  const outcomes = await Promise.allSettled(asked);
  const outputs = outcomes.map((one) => (one.status === 'rejected' ? (one.reason as HostError).failure : undefined));
  expect(outputs.filter((failure) => failure?.output?.includes('counted as wrong'))).toHaveLength(1);
  expect(outputs.every((failure) => failure?.message.includes('does not accept the password'))).toBe(true);
  expect(outputs.filter((failure) => failure?.message.includes('has refused it'))).toHaveLength(4);
});

test('a right password opens all hosts', async () => {
  user.sudo('USER ALL=(ALL) ALL');
  const token = world.secrets.seal('ansible_password', user.password);
  const connect = connectAs({ password: token, sudo: token });
  const connections = await Promise.all(HOSTS.map((host) => connect(host)));
  const answers = await Promise.all(connections.map((connection) => connection.ask([{ run: sh`id -un` }])));
  expect(answers.flat().map(({ stdout }) => stdout)).toEqual(HOSTS.map(() => 'root\n'));
  await Promise.all(connections.map((connection) => connection.close()));
});
