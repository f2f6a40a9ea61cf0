import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KeyType, makeKey, type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl, type Expected, expectSame } from './both.ts';

let world: World;
let sshd: Sshd;

const TYPES: readonly KeyType[] = ['ed25519', 'ecdsa', 'rsa'];
const clientKey = (type: KeyType): string => join(world.dir, `client_${type}`);

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd({ hostKeys: TYPES, options: ['MaxStartups 200'] });
  world.trust(sshd);
  for (const type of TYPES) {
    makeKey(clientKey(type), { type });
    appendFileSync(sshd.authorizedKeys, readFileSync(`${clientKey(type)}.pub`));
  }
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

const NEW = { StrictHostKeyChecking: 'accept-new', UserKnownHostsFile: '/dev/null' };

type Options = Readonly<Record<string, string>>;

/** What umctl says, once both have come to the same end. */
async function saidBy(options: Options, expected: Expected = {}, host?: string): Promise<string> {
  const login = { world, sshd, options, ...(host === undefined ? {} : { host }) };
  const ssh = await bySsh(login);
  const umctl = await byUmctl(login);
  expectSame(ssh, umctl, expected);
  return umctl ?? '';
}

async function compare(...login: Parameters<typeof saidBy>): Promise<void> {
  await saidBy(...login);
}

/** A copy of the key that may log in, and of nothing else. */
function keyAt(name: string, mode = 0o600): string {
  const dir = mkdtempSync(join(world.dir, 'case-'));
  copyFileSync(world.key, join(dir, name));
  chmodSync(join(dir, name), mode);
  return dir;
}

describe.concurrent('the tokens of identity files are those of ssh', () => {
  const hash = (): string =>
    /^controlpath (.*)$/m.exec(
      execFileSync(
        'ssh',
        ['-G', '-F', world.configFile, '-o', 'ControlPath=%C', '-p', `${sshd.port}`, '-l', 'root', '127.0.0.1'],
        { stdio: ['ignore', 'pipe', 'ignore'] },
      ).toString(),
    )?.[1] ?? '';
  const TOKENS: readonly (readonly [string, () => string])[] = [
    ['%%h', () => '%h'],
    ['%C', hash],
    ['%h', () => '127.0.0.1'],
    ['%i', () => '0'],
    ['%k', () => '127.0.0.1'],
    ['%L', () => hostname().split('.')[0] ?? ''],
    ['%l', () => hostname()],
    ['%n', () => '127.0.0.1'],
    ['%p', () => String(sshd.port)],
    ['%r', () => 'root'],
    ['%u', () => 'root'],
    ['%r@%h:%p-%%', () => `root@127.0.0.1:${sshd.port}-%`],
  ];
  test.each(TOKENS)('%j', async (token, means) => {
    expect(await saidBy({ IdentityFile: join(keyAt(means()), token) })).toBe('');
  });
  test('%d', () => compare({ IdentityFile: `%d/../${keyAt('key')}/key` }));
  test('%k with an alias', async () => {
    const lines = `the-alias ${sshd.publicKey()}\n`;
    appendFileSync(world.knownHosts, lines);
    await compare({ IdentityFile: `${keyAt('the-alias')}/%k`, HostKeyAlias: 'the-alias' });
  });
  test('a path with blanks, quotes and a token', () =>
    compare({ IdentityFile: `"${keyAt('my "127.0.0.1" key').replace(/"/g, '\\"')}/my \\"%h\\" key"` }));
  test('an unknown token', () => compare({ IdentityFile: `${keyAt('%Z')}/%Z` }));
  test('an unknown token of a certificate', () => compare({ CertificateFile: '/nowhere/%Z' }));
  test('a certificate that is not there', () => compare({ CertificateFile: '/nowhere/%n-%C' }));
  test('None', () => compare({ IdentityFile: 'None' }));
  test("somebody's home", () => compare({ IdentityFile: `~root/../${keyAt('key')}/key` }));
});

describe.concurrent('a private key that others may read is ignored, as by ssh', () => {
  test.each([0o644, 0o640, 0o604, 0o601, 0o620])('mode %i', async (mode) => {
    const dir = keyAt('key', mode);
    expect(await saidBy({ IdentityFile: join(dir, 'key') })).toContain(`chmod 600 ${dir}/key`);
  });
  test.each([0o600, 0o400, 0o700])('not: mode %i', (mode) =>
    compare({ IdentityFile: join(keyAt('key', mode), 'key') }),
  );
  test("not: somebody else's", () => {
    const dir = keyAt('key', 0o644);
    chownSync(join(dir, 'key'), 65_534, 65_534);
    return compare({ IdentityFile: join(dir, 'key') });
  });
});

describe.concurrent('PubkeyAcceptedAlgorithms', () => {
  const CASES: readonly (Expected & { readonly type: KeyType; readonly accepted: string })[] = [
    { type: 'ed25519', accepted: 'ssh-ed25519' },
    { type: 'ed25519', accepted: 'ecdsa-sha2-nistp256' },
    { type: 'ed25519', accepted: '-ssh-ed25519' },
    { type: 'ed25519', accepted: '-ssh-ed*' },
    { type: 'ed25519', accepted: 'ssh-*' },
    { type: 'ecdsa', accepted: 'ssh-ed25519,rsa-sha2-256' },
    { type: 'ecdsa', accepted: 'ecdsa-sha2-nistp256' },
    { type: 'ecdsa', accepted: 'ecdsa-sha2-nistp384' },
    { type: 'rsa', accepted: 'rsa-sha2-256' },
    { type: 'rsa', accepted: 'rsa-sha2-512', stricter: 'ssh2 signs with rsa-sha2-256 where the host knows it' },
    { type: 'rsa', accepted: 'ssh-rsa' },
    { type: 'rsa', accepted: 'ssh-ed25519' },
    { type: 'rsa', accepted: '-rsa-sha2-*' },
    { type: 'rsa', accepted: '+ssh-rsa' },
  ];
  test.each(CASES)('$type by $accepted', ({ type, accepted, ...expected }) =>
    compare({ IdentityFile: clientKey(type), PubkeyAcceptedAlgorithms: accepted }, expected),
  );
  test('the key that is left out is named', async () => {
    const options = { IdentityFile: clientKey('ed25519'), PubkeyAcceptedAlgorithms: 'rsa-sha2-256' };
    expect(await saidBy(options)).toMatch(/client_ed25519: PubkeyAcceptedAlgorithms .* ssh-ed25519/);
  });
});

describe.concurrent('other settings', () => {
  const CASES: readonly (Expected & { readonly options: Options; readonly host?: string })[] = [
    { options: { AddressFamily: 'inet6' } },
    { options: { AddressFamily: 'inet' } },
    { options: { AddressFamily: 'inet6' }, host: 'localhost' },
    { options: { AddressFamily: 'inet', HostKeyAlias: '127.0.0.1' }, host: 'localhost' },
    { options: { RemoteCommand: 'true' } },
    { options: { RemoteCommand: 'none' } },
    { options: { SessionType: 'subsystem' } },
    { options: { SessionType: 'default' } },
    { options: { NoHostAuthenticationForLocalhost: 'yes' } },
    { options: { VerifyHostKeyDNS: 'yes' } },
    {
      options: { NoHostAuthenticationForLocalhost: 'yes', UserKnownHostsFile: '/dev/null' },
      stricter: 'localhost, too, shows its key',
    },
    { options: { BindAddress: '127.0.0.1' } },
    { options: { BindAddress: '192.0.2.1' } },
    { options: { BindInterface: 'lo' }, stricter: 'BindInterface is not supported' },
    { options: { BindInterface: 'nowhere0' } },
    { options: { ProxyCommand: 'none' } },
    { options: { ProxyCommand: 'false' } },
    { options: { RequiredRSASize: '4096', HostKeyAlgorithms: 'rsa-sha2-256', ...NEW } },
    { options: { RequiredRSASize: '3072', HostKeyAlgorithms: 'rsa-sha2-256', ...NEW } },
    { options: { RequiredRSASize: '4096' } },
    { options: { HostKeyAlgorithms: 'rsa-sha2-256' } },
    { options: { HostKeyAlgorithms: '-ssh-ed25519,ecdsa*' } },
    { options: { Ciphers: '3des-cbc' } },
    { options: { Ciphers: 'aes256-ctr', MACs: 'hmac-sha2-512' } },
    { options: { KexAlgorithms: 'diffie-hellman-group1-sha1' } },
    { options: { KexAlgorithms: 'curve25519-sha256' } },
    { options: { PubkeyAuthentication: 'no' } },
    { options: { PreferredAuthentications: 'password' } },
    { options: { PreferredAuthentications: 'gssapi-with-mic,publickey' } },
    { options: { IdentitiesOnly: 'yes' } },
    { options: { CheckHostIP: 'yes' } },
    { options: { HostKeyAlias: 'unheard-of' } },
    { options: { HostKeyAlias: 'unheard-of', ...NEW } },
    {
      options: { HostKeyAlias: '*', ...NEW },
      stricter: 'a pattern is no name',
    },
    { options: { KnownHostsCommand: '/bin/true' }, stricter: 'KnownHostsCommand is not supported' },
    { options: { KnownHostsCommand: '/bin/false' } },
    { options: { KnownHostsCommand: 'none' } },
  ];
  test.each(CASES)('$options $host', async ({ options, host, ...expected }) => {
    await compare(options, expected, host);
  });
  test('KnownHostsCommand that revokes the key', () =>
    compare({ KnownHostsCommand: `/bin/echo @revoked %H ${sshd.publicKey()}` }));
  test.each(['yes', 'accept-new'])('KnownHostsCommand that knows another key, %s', (StrictHostKeyChecking) => {
    const KnownHostsCommand = `/bin/echo %H ${readFileSync(`${world.key}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')}`;
    return compare({ KnownHostsCommand, StrictHostKeyChecking, UserKnownHostsFile: '/dev/null' });
  });
});
