import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { sh } from '../../src/core/sh.ts';
import { createConnect } from '../../src/ssh/connect.ts';
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

test('a passphrase is asked for once, however many hosts the key opens', async () => {
  const key = join(world.dir, 'locked');
  makeKey(key, { passphrase: 'open sesame' });
  appendFileSync(sshd.authorizedKeys, readFileSync(`${key}.pub`));
  const answers = ['wrong', 'open sesame'];
  const prompt = vi.fn(async (_question: string) => answers.shift() ?? '');
  const connect = createConnect({
    settings: () => ({ host: '127.0.0.1', port: sshd.port, user: 'root', privateKeyFile: key, sshOptions: {} }),
    secrets: world.secrets,
    configFile: world.configFile,
    prompt,
  });
  const connections = await Promise.all(['n1', 'n2', 'n3', 'n4', 'n5'].map((host) => connect(host)));
  connections.push(await connect('n6'));
  expect(prompt.mock.calls.map(([question]) => question)).toEqual([
    `Passphrase of the key ${key}: `,
    `Wrong passphrase. Passphrase of the key ${key}: `,
  ]);
  await Promise.all(connections.map((connection) => connection.close()));
});

test('nobody is asked for a passphrase when another key does', async () => {
  const key = join(world.dir, 'spare');
  makeKey(key, { passphrase: 'never asked' });
  const prompt = vi.fn(async () => '');
  const connection = await world.connect(
    { port: sshd.port, privateKeyFile: key, sshOptions: { IdentityFile: world.key } },
    { prompt },
  );
  expect(prompt).not.toHaveBeenCalled();
  await connection.close();
});

test('says what was tried, what the host allows, and why keys could not be used', async () => {
  const locked = join(world.dir, 'closed');
  const pkcs8 = join(world.dir, 'pkcs8');
  makeKey(locked, { passphrase: 'not given' });
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(pkcs8, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  world.configure(`Host 127.0.0.1\n IdentityFile ${locked}\n IdentityFile ${pkcs8}\n IdentityFile ${world.dir}/absent`);
  const stranger = join(world.dir, 'stranger');
  makeKey(stranger);
  const { exit, message, next } = await failureOf(world.connect({ port: sshd.port, privateKeyFile: stranger }));
  expect(exit).toBe(EXIT.unreachable);
  expect(message).toContain(`tried key ${stranger}; the host allows publickey`);
  expect(message).toContain(`${locked} is encrypted and was not unlocked: ssh-add ${locked}`);
  expect(message).toContain(`${pkcs8}: PKCS#8`);
  expect(message).toContain(`${world.dir}/absent does not exist`);
  expect(next).toContain('ssh-copy-id');
});

test('a password opens, a wrong one does not, and neither is shown', async () => {
  const by = (password: string) =>
    world.connect({ port: sshd.port, user: user.name, privateKeyFile: '/dev/null', password });
  const connection = await by(world.secrets.seal('password', user.password));
  expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: `${user.name}\n` }]);
  await connection.close();
  const failure = await failureOf(by(world.secrets.seal('other', 'not the password')));
  expect(failure.message).toContain(`${user.name} could not log in: tried password`);
  expect(JSON.stringify(failure)).not.toContain('not the password');
});

test('keyboard-interactive takes the password where that is all a host allows', async () => {
  const pam = await startSshd({
    options: ['UsePAM yes', 'PasswordAuthentication no', 'KbdInteractiveAuthentication yes'],
  });
  world.trust(pam);
  const password = world.secrets.seal('password', user.password);
  const connection = await world.connect({ port: pam.port, user: user.name, privateKeyFile: '/dev/null', password });
  expect(await connection.ask([{ run: sh`id -un` }])).toMatchObject([{ stdout: `${user.name}\n` }]);
  await connection.close();
  await pam.stop();
});

test('a certificate beside a key or in the agent that umctl cannot show is named', async () => {
  const [authority, key, socket] = ['authority', 'certified', 'agent-with-certificate'].map((name) =>
    join(world.dir, name),
  );
  for (const file of [authority, key]) makeKey(`${file}`);
  execFileSync('ssh-keygen', ['-q', '-s', `${authority}`, '-I', 'id', '-n', 'root', `${key}.pub`]);
  const agent = execFileSync('ssh-agent', ['-s', '-a', `${socket}`]).toString();
  try {
    execFileSync('ssh-add', ['-q', `${key}`], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    const to = { port: sshd.port, privateKeyFile: `${key}`, sshOptions: { IdentityAgent: `${socket}` } };
    const { message } = await failureOf(world.connect(to));
    expect(message).toContain(
      `certificate ${key}-cert.pub: OpenSSH certificates are not supported, put the key itself`,
    );
    expect(message).toMatch(
      /key test \(ssh-ed25519-cert-v01@openssh.com\) of the agent: certificates and security keys/,
    );
  } finally {
    process.kill(Number(/SSH_AGENT_PID=(\d+)/.exec(agent)?.[1]));
  }
});

test('ways to log in that the configuration switches off are not tried', async () => {
  const { message } = await failureOf(world.connect({ port: sshd.port, sshOptions: { PubkeyAuthentication: 'no' } }));
  expect(message).toContain('no SSH key or password to log in with');
  expect(message).toContain('allows password, keyboard-interactive, and no keys');
});

test('the keys of an agent, only the named one with IdentitiesOnly', async () => {
  const socket = join(world.dir, 'agent');
  const agent = execFileSync('ssh-agent', ['-s', '-a', socket]).toString();
  const pid = Number(/SSH_AGENT_PID=(\d+)/.exec(agent)?.[1]);
  try {
    const key = join(world.dir, 'held');
    makeKey(key);
    appendFileSync(sshd.authorizedKeys, readFileSync(`${key}.pub`));
    execFileSync('ssh-add', ['-q', key], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    execFileSync('rm', [key]);
    const sshOptions = { IdentityAgent: socket };
    const connection = await world.connect({ port: sshd.port, privateKeyFile: '/dev/null', sshOptions });
    await connection.close();
    const named = { ...sshOptions, IdentitiesOnly: 'yes' };
    await (await world.connect({ port: sshd.port, privateKeyFile: key, sshOptions: named })).close();
    const failure = await failureOf(world.connect({ port: sshd.port, privateKeyFile: '/dev/null', sshOptions: named }));
    expect(failure.message).toContain('could not log in');
  } finally {
    process.kill(pid);
  }
});
