import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { sh } from '../../src/core/sh.ts';
import { failureOf } from './failure.ts';
import { startSshd } from './sshd.ts';
import { createUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(() => {
  world = createWorld();
});
afterAll(() => world?.remove());

test('a server that throttles new connections is tried again', async () => {
  const sshd = await startSshd({ options: ['MaxStartups 3'] });
  onTestFinished(sshd.stop);
  world.trust(sshd);
  const connections = await Promise.all(Array.from({ length: 9 }, () => world.connect({ port: sshd.port })));
  const answers = await Promise.all(connections.map((connection) => connection.ask([{ run: sh`echo in` }])));
  expect(answers.flat().every(({ stdout }) => stdout === 'in\n')).toBe(true);
  expect(sshd.log()).toMatch(/MaxStartups/);
  await Promise.all(connections.map((connection) => connection.close()));
});

test('a server that never lets go of the handshake runs into ConnectTimeout', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const failure = await failureOf(world.connect({ port, sshOptions: { ConnectTimeout: '1' } }));
  expect(failure).toMatchObject({ exit: EXIT.unreachable, message: expect.stringContaining('no login within 1 s') });
  expect(failure.next).toContain(`ssh -v -p ${port} root@127.0.0.1`);
});

test('a server that only speaks what is old is used where the configuration says so', async () => {
  const sshd = await startSshd({
    hostKeys: ['rsa'],
    options: ['KexAlgorithms diffie-hellman-group14-sha1', 'HostKeyAlgorithms ssh-rsa'],
  });
  onTestFinished(sshd.stop);
  appendFileSync(sshd.authorizedKeys, readFileSync(`${world.key}.pub`));
  appendFileSync(world.knownHosts, `[127.0.0.1]:${sshd.port} ${sshd.publicKey('rsa')}\n`);
  const failure = await failureOf(world.connect({ port: sshd.port }));
  expect(failure.next).toContain('-o KexAlgorithms=+diffie-hellman-group14-sha1 -o HostKeyAlgorithms=+ssh-rsa');
  const sshOptions = { KexAlgorithms: '+diffie-hellman-group14-sha1', HostKeyAlgorithms: '+ssh-rsa' };
  await (await world.connect({ port: sshd.port, sshOptions })).close();
});

test('a server whose key exchange is post-quantum only is told as such', async () => {
  const sshd = await startSshd({ options: ['KexAlgorithms sntrup761x25519-sha512@openssh.com'] });
  onTestFinished(sshd.stop);
  world.trust(sshd);
  const { next } = await failureOf(world.connect({ port: sshd.port }));
  expect(next).toMatch(/post-quantum.*sntrup761x25519-sha512@openssh.com.*add curve25519-sha256/);
});

test('algorithms and the address to come from are those of the configuration', async () => {
  const sshd = await startSshd({ options: ['Ciphers aes128-cbc'] });
  onTestFinished(sshd.stop);
  world.trust(sshd);
  expect((await failureOf(world.connect({ port: sshd.port }))).message).toContain('no matching C->S cipher');
  const sshOptions = { Ciphers: '+aes128-cbc', BindAddress: '127.0.0.2', AddressFamily: 'inet' };
  await (await world.connect({ port: sshd.port, sshOptions })).close();
  expect(sshd.log()).toMatch(/Accepted publickey for root from 127\.0\.0\.2 /);
  const { message } = await failureOf(world.connect({ port: sshd.port, sshOptions: { MACs: 'umac-64@openssh.com' } }));
  expect(message).toContain('allows MACs umac-64@openssh.com only');
});

test('nobody listens, the name is unknown, the configuration is wrong', async () => {
  expect((await failureOf(world.connect({ port: 1 }))).message).toContain('nothing listens there');
  expect((await failureOf(world.connect({ host: 'no-such-host.invalid' }))).message).toContain('does not resolve');
  const failure = await failureOf(world.connect({ sshOptions: { NoSuchOption: 'yes' } }));
  expect(failure.message).toContain('ssh configuration');
  expect(failure.output).toContain('nosuchoption');
});

test('an account rule that refuses the login is told at once, with what the host says', async () => {
  const rule = mkdtempSync(join(tmpdir(), 'umctl-nologin-'));
  onTestFinished(() => rmSync(rule, { recursive: true }));
  writeFileSync(join(rule, 'nologin'), 'The machine is being serviced until noon.\n');
  writeFileSync(
    join(rule, 'pam'),
    `auth required pam_permit.so\naccount required pam_nologin.so file=${rule}/nologin\n`,
  );
  const sshd = await startSshd({
    options: ['UsePAM yes'],
    enter: `mount --bind ${rule}/pam /etc/pam.d/sshd`,
  });
  onTestFinished(sshd.stop);
  const user = createUser();
  onTestFinished(user.remove);
  world.trust(sshd);
  const { exit, message, output, next } = await failureOf(world.connect({ port: sshd.port, user: user.name }));
  expect(exit).toBe(EXIT.unreachable);
  expect(message).toContain(`closed the connection while ${user.name} logged in`);
  expect(message).not.toContain('MaxStartups');
  expect(output).toBe('The machine is being serviced until noon.');
  expect(next).toContain(`ssh -p ${sshd.port} ${user.name}@127.0.0.1`);
  expect(sshd.log().match(/Connection from /g)).toHaveLength(1);
});
