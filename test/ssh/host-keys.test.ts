import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { sh } from '../../src/core/sh.ts';
import { type ConnectOptions, createConnect } from '../../src/ssh/connect.ts';
import { failureOf } from './failure.ts';
import { makeKey, publicKey, type Sshd, startSshd } from './sshd.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
let other: string;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd({ hostKeys: ['ed25519', 'ecdsa', 'rsa'] });
  world.trust(sshd);
  makeKey(join(world.dir, 'other'));
  other = publicKey(join(world.dir, 'other'));
});
beforeEach(() => writeFileSync(world.knownHosts, ''));
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

const name = (): string => `[127.0.0.1]:${sshd.port}`;
const know = (line: string): void => appendFileSync(world.knownHosts, `${line}\n`);
const fingerprintOf = (file: string): string =>
  execFileSync('ssh-keygen', ['-lf', file]).toString().split(' ')[1] ?? '';
const connect = (options: Partial<ConnectOptions> = {}, sshOptions: Readonly<Record<string, string>> = {}) =>
  world.connect({ port: sshd.port, sshOptions }, options);

async function expectTrusted(...how: Parameters<typeof connect>): Promise<void> {
  const connection = await connect(...how);
  await expect(connection.ask([{ run: sh`echo in` }])).resolves.toMatchObject([{ stdout: 'in\n' }]);
  await connection.close();
}

test('an unknown key is refused, with its fingerprint, where it was looked for, and what to type', async () => {
  const failure = await failureOf(connect());
  expect(failure.exit).toBe(EXIT.unreachable);
  expect(failure.message).toContain(fingerprintOf(`${sshd.dir}/host_ed25519.pub`));
  expect(failure.message).toContain(world.knownHosts);
  expect(failure.next).toContain(`ssh-keyscan -p ${sshd.port} 127.0.0.1 >> ${world.knownHosts}`);
  expect(failure.next).toContain('--accept-new-host-keys');
  expect(sshd.log()).not.toContain('Accepted publickey');
});

test.each(['ed25519', 'ecdsa', 'rsa'] as const)(
  'a host known by its %s key only is asked for that one',
  async (type) => {
    know(`${name()} ${sshd.publicKey(type)}`);
    await expectTrusted();
  },
);

test('names that are hashed, patterns, lists, or without the port', async () => {
  for (const names of [name(), `elsewhere,${name()}`, `[127.0.0.?]:*`, '127.0.0.1']) {
    writeFileSync(world.knownHosts, `# comment\n\nnonsense\n${names} ${sshd.publicKey()} a comment\n`);
    await expectTrusted();
  }
  writeFileSync(world.knownHosts, `${name()} ${sshd.publicKey()}\n`);
  execFileSync('ssh-keygen', ['-H', '-f', world.knownHosts], { stdio: 'ignore' });
  expect(readFileSync(world.knownHosts, 'utf8')).toMatch(/^\|1\|/);
  await expectTrusted();
});

test('a negated pattern does not count', async () => {
  know(`[127.0.0.*]:*,!${name()} ${sshd.publicKey()}`);
  expect((await failureOf(connect())).message).toContain('is not known');
});

test('a changed key is refused even where new ones are accepted', async () => {
  know('# the old installation');
  know(`${name()} ${other}`);
  const ways: Parameters<typeof connect>[] = [[], [{ acceptNewHostKeys: true }], [{}, { StrictHostKeyChecking: 'no' }]];
  for (const accepting of ways) {
    const { message, next, exit } = await failureOf(connect(...accepting));
    expect(exit).toBe(EXIT.unreachable);
    expect(message).toContain(`${world.knownHosts}:2`);
    expect(message).toContain(fingerprintOf(`${sshd.dir}/host_ed25519.pub`));
    expect(message).toContain(fingerprintOf(join(world.dir, 'other.pub')));
    expect(next).toContain(`ssh-keygen -f ${world.knownHosts} -R '${name()}'`);
  }
});

test('a revoked key is refused, by any name', async () => {
  know(`${name()} ${sshd.publicKey()}`);
  know(`@revoked * ${sshd.publicKey()}`);
  expect((await failureOf(connect({ acceptNewHostKeys: true }))).message).toContain(`revoked by ${world.knownHosts}:2`);
});

test('another type than the known ones is not a new key', async () => {
  const ecdsaOnly = await startSshd({ hostKeys: ['ecdsa'] });
  know(`[127.0.0.1]:${ecdsaOnly.port} ${other}`);
  const failure = await failureOf(world.connect({ port: ecdsaOnly.port }, { acceptNewHostKeys: true }));
  expect(failure.message).toMatch(/ecdsa.*knows it by ssh-ed25519/);
  await ecdsaOnly.stop();
});

test('a certificate authority is said not to be supported', async () => {
  know(`@cert-authority * ${other}`);
  expect((await failureOf(connect())).message).toMatch(/:1 trusts it by @cert-authority.*does not support/);
});

test('new keys are recorded where that is asked for, and hold from then on', async () => {
  await expectTrusted({ acceptNewHostKeys: true });
  expect(readFileSync(world.knownHosts, 'utf8')).toBe(`${name()} ${sshd.publicKey()}\n`);
  await expectTrusted();
  writeFileSync(world.knownHosts, 'no newline at the end');
  await expectTrusted({}, { StrictHostKeyChecking: 'accept-new', HashKnownHosts: 'yes' });
  expect(readFileSync(world.knownHosts, 'utf8')).toMatch(/^no newline at the end\n\|1\|\S+\|\S+ ssh-ed25519 \S+\n$/);
  expect(execFileSync('ssh-keygen', ['-F', name(), '-f', world.knownHosts]).toString()).toContain('found: line 2');
  await expectTrusted();
});

test('several files, a global one, and an alias', async () => {
  const file = join(world.dir, 'more');
  writeFileSync(file, `${name()} ${sshd.publicKey()}\nthe-alias ${sshd.publicKey()}\n`);
  await expectTrusted({}, { UserKnownHostsFile: `${world.knownHosts} ${file}` });
  await expectTrusted({}, { GlobalKnownHostsFile: file });
  await expectTrusted({}, { GlobalKnownHostsFile: file, HostKeyAlias: 'the-alias' });
  expect((await failureOf(connect({}, { GlobalKnownHostsFile: file, HostKeyAlias: 'another' }))).message).toContain(
    'of another is not known',
  );
});

test('a new key that cannot be remembered keeps nobody out, and is warned of', async () => {
  const warnings: string[] = [];
  // Root may write to any file, but to none below a file.
  const sshOptions = { UserKnownHostsFile: join(world.knownHosts, 'below-a-file') };
  await expectTrusted({ acceptNewHostKeys: true, warn: (message) => warnings.push(message) }, sshOptions);
  expect(warnings).toEqual([
    expect.stringMatching(/^n1: its new host key .* could not be remembered in .*below-a-file: E[A-Z]+/),
  ]);
});

test('a host that is new to several connections at once is remembered once', async () => {
  const settings = { host: '127.0.0.1', port: sshd.port, user: 'root', privateKeyFile: world.key, sshOptions: {} };
  const { secrets, configFile } = world;
  const access = createConnect({ settings: () => settings, secrets, configFile, acceptNewHostKeys: true });
  const connections = await Promise.all(['n1', 'n2', 'n3', 'n4'].map((host) => access(host)));
  await Promise.all(connections.map((connection) => connection.close()));
  expect(readFileSync(world.knownHosts, 'utf8')).toBe(`${name()} ${sshd.publicKey()}\n`);
});

test('keys that RevokedHostKeys lists are refused; a file that cannot be read or is a KRL lets nobody in', async () => {
  know(`${name()} ${sshd.publicKey()}`);
  const file = join(world.dir, 'revoked');
  const RevokedHostKeys = file;
  writeFileSync(file, `# lost\n${other} a comment\n`);
  await expectTrusted({}, { RevokedHostKeys });
  writeFileSync(file, `# lost\n${other}\n${sshd.publicKey()} a comment\n`);
  const refused = async () => (await failureOf(connect({ acceptNewHostKeys: true }, { RevokedHostKeys }))).message;
  expect(await refused()).toContain(`revoked by ${file}:3`);
  execFileSync('ssh-keygen', ['-q', '-k', '-f', file, `${sshd.dir}/host_rsa.pub`]);
  expect(await refused()).toContain('KRL');
  rmSync(file);
  expect(await refused()).toContain('no host is trusted');
});
