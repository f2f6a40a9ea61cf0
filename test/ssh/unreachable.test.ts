import { appendFileSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { sh } from '../../src/core/sh.ts';
import { failureOf } from './failure.ts';
import { startSshd } from './sshd.ts';
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

test('nobody listens, the name is unknown, the configuration is wrong', async () => {
  expect((await failureOf(world.connect({ port: 1 }))).message).toContain('nothing listens there');
  expect((await failureOf(world.connect({ host: 'no-such-host.invalid' }))).message).toContain('does not resolve');
  const failure = await failureOf(world.connect({ sshOptions: { NoSuchOption: 'yes' } }));
  expect(failure.message).toContain('ssh configuration');
  expect(failure.output).toContain('nosuchoption');
});
