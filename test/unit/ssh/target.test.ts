import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../../src/ssh/default-config.ts';
import { findFiles } from '../../../src/ssh/files.ts';
import { readResolved } from '../../../src/ssh/resolved.ts';
import { toTarget } from '../../../src/ssh/target.ts';

const { homedir, username } = userInfo();

const parse = async (text: string) => {
  const resolved = readResolved(text);
  const expand = async (path: string) => `expanded ${path}`;
  return toTarget('n1', resolved, await findFiles(resolved, { name: 'n1', expand, written: async () => ['/a /b'] }));
};

/** From OpenSSH 9.2p1, `ssh -G -p 2222 -l bob -o ProxyJump=a@b:22,c foo`, shortened. */
const RESOLVED = `host foo
user bob
hostname foo.example
port 2222
hashknownhosts yes
identitiesonly no
stricthostkeychecking ask
serveralivecountmax 5
serveraliveinterval 0
kexalgorithms curve25519-sha256,diffie-hellman-group14-sha1
identityfile ~/.ssh/id_rsa
identityfile /keys/%r@%h-100%%
certificatefile none
globalknownhostsfile none
userknownhostsfile /tmp/a ~/b
connecttimeout none
proxyjump a@b:22,c
`;

test('what OpenSSH resolved is what counts', async () => {
  expect(await parse(RESOLVED)).toEqual({
    name: 'n1',
    hostname: 'foo.example',
    port: 2222,
    user: 'bob',
    identityFiles: [`${homedir}/.ssh/id_rsa`, 'expanded /keys/%r@%h-100%%'],
    certificateFiles: [],
    identitiesOnly: false,
    agentSocket: process.env['SSH_AUTH_SOCK'],
    hostKeyAlias: undefined,
    userKnownHostsFiles: ['/tmp/a', `${homedir}/b`],
    globalKnownHostsFiles: [],
    acceptNewHostKeys: false,
    hashKnownHosts: true,
    jumps: ['a@b:22', 'c'],
    connectTimeoutSeconds: 20,
    keepalive: { seconds: 10, count: 5 },
    kexAlgorithms: ['curve25519-sha256', 'diffie-hellman-group14-sha1'],
    hostKeyAlgorithms: [],
    ciphers: [],
    macs: [],
    revokedHostKeysFiles: [],
    bindAddress: undefined,
    addressFamily: undefined,
    authentications: ['publickey', 'password', 'keyboard-interactive'],
    acceptedKeyAlgorithms: [],
    requiredRsaSize: 1024,
    batchMode: false,
    checkHostIp: false,
    unsupported: [],
  });
});

test.each([
  ['ask', false],
  ['yes', false],
  ['true', false],
  ['accept-new', true],
  ['no', true],
  ['false', true],
  ['off', true],
])('StrictHostKeyChecking %s accepts new keys: %j', async (value, accepts) => {
  expect((await parse(`stricthostkeychecking ${value}`)).acceptNewHostKeys).toBe(accepts);
});

test.each([
  ['none', undefined],
  ['/run/agent', '/run/agent'],
  ['$UMCTL_TEST_AGENT', '/from/environment'],
  ['SSH_AUTH_SOCK', process.env['SSH_AUTH_SOCK']],
])('IdentityAgent %s', async (value, socket) => {
  process.env['UMCTL_TEST_AGENT'] = '/from/environment';
  expect((await parse(`identityagent ${value}`)).agentSocket).toBe(socket);
});

test('without an ssh: the defaults, the inventory before them, its ssh options too', async () => {
  const plain = await parse(defaultConfig({ host: 'n1.example', sshOptions: {} }, username));
  expect(plain).toMatchObject({
    hostname: 'n1.example',
    port: 22,
    user: username,
    acceptNewHostKeys: false,
    jumps: [],
  });
  expect(plain.identityFiles).toContain(`${homedir}/.ssh/id_ed25519`);
  expect(plain.userKnownHostsFiles[0]).toBe(`${homedir}/.ssh/known_hosts`);
  const sshOptions = { UserKnownHostsFile: '/kh', Port: '23', ProxyJump: 'bastion' };
  const own = { host: 'n1.example', port: 2222, user: 'bob', privateKeyFile: '/key', sshOptions };
  expect(await parse(defaultConfig(own, username))).toMatchObject({
    port: 2222,
    user: 'bob',
    identityFiles: ['/key'],
    userKnownHostsFiles: ['/kh'],
    jumps: ['bastion'],
  });
});

test.each([
  ['', ['publickey', 'password', 'keyboard-interactive']],
  ['preferredauthentications password,gssapi-with-mic,publickey', ['password', 'publickey']],
  ['pubkeyauthentication false\nkbdinteractiveauthentication no', ['password']],
  ['preferredauthentications hostbased', []],
  ['batchmode yes', ['publickey']],
  ['batchmode yes\npreferredauthentications password', []],
  ['batchmode no', ['publickey', 'password', 'keyboard-interactive']],
])('ways to log in: %j', async (text, ways) => {
  expect((await parse(text)).authentications).toEqual(ways);
});

test.each([
  ['any', undefined],
  ['inet', 4],
  ['inet6', 6],
])('AddressFamily %s', async (family, expected) => {
  expect((await parse(`addressfamily ${family}`)).addressFamily).toBe(expected);
});

test.each([
  ['sessiontype default', []],
  ['sessiontype none', ['SessionType']],
  ['knownhostscommand none\nremotecommand none', []],
  ['knownhostscommand /bin/true\nbindinterface eth0', ['KnownHostsCommand', 'BindInterface']],
  ['proxycommand ssh -W %h:%p b\nproxyjump b', []],
])('what is not supported: %j', async (text, keywords) => {
  expect((await parse(text)).unsupported.map(({ keyword }) => keyword)).toEqual(keywords);
});
