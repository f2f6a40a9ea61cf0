import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { sh } from '../../src/core/sh.ts';
import { parseSshArgs } from '../../src/core/ssh-args.ts';
import { failureOf } from './failure.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let servers: readonly Sshd[];

beforeAll(async () => {
  world = createWorld();
  servers = await Promise.all([startSshd(), startSshd(), startSshd()]);
  const [first, second, last] = servers.map(({ port }) => port);
  world.configure(
    [
      `Host *\n IdentityFile ${world.key}\n User root`,
      `Host first\n HostName 127.0.0.1\n Port ${first}`,
      `Host second\n HostName 127.0.0.1\n Port ${second}\n ProxyJump first`,
      `Host last\n HostName 127.0.0.1\n Port ${last}\n ProxyJump second`,
      `Host listed\n HostName 127.0.0.1\n Port ${last}\n ProxyJump first,root@127.0.0.1:${second}`,
      'Host ping\n ProxyJump pong',
      'Host pong\n ProxyJump ping',
    ].join('\n'),
  );
});
beforeEach(() => {
  writeFileSync(world.knownHosts, '');
  for (const server of servers) world.trust(server);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  world?.remove();
});

const accepted = (server: Sshd | undefined): number => server?.log().match(/Accepted publickey/g)?.length ?? 0;

test.each(['last', 'listed'])('goes through every hop, each of which is verified: %s', async (host) => {
  const before = servers.map(accepted);
  const connection = await world.connect({ host });
  expect(await connection.ask([{ run: sh`echo there` }])).toMatchObject([{ stdout: 'there\n' }]);
  await connection.close();
  expect(servers.map(accepted)).toEqual(before.map((count) => count + 1));
});

test('a hop that is not the one known is refused', async () => {
  const [first, second, last] = servers;
  writeFileSync(
    world.knownHosts,
    [
      `[127.0.0.1]:${first?.port} ${first?.publicKey()}`,
      `[127.0.0.1]:${second?.port} ${first?.publicKey()}`,
      `[127.0.0.1]:${last?.port} ${last?.publicKey()}\n`,
    ].join('\n'),
  );
  const before = servers.map(accepted);
  const failure = await failureOf(world.connect({ host: 'last' }));
  expect(failure.exit).toBe(EXIT.unreachable);
  expect(failure.message).toContain(`[127.0.0.1]:${second?.port} has changed`);
  expect(servers.map((server, i) => accepted(server) - (before[i] ?? 0))).toEqual([1, 0, 0]);
});

test('a hop that is not known is refused, and nobody logs in there', async () => {
  const [first, second, last] = servers;
  const lines = [first, last].map((server) => `[127.0.0.1]:${server?.port} ${server?.publicKey()}\n`);
  writeFileSync(world.knownHosts, lines.join(''));
  const before = servers.map(accepted);
  const failure = await failureOf(world.connect({ host: 'last' }));
  expect(failure.message).toContain(`of [127.0.0.1]:${second?.port} is not known`);
  expect(servers.map((server, i) => accepted(server) - (before[i] ?? 0))).toEqual([1, 0, 0]);
});

test('a target that the last hop cannot reach', async () => {
  const failure = await failureOf(world.connect({ port: 1, sshOptions: { ProxyJump: 'first' } }));
  expect(failure.exit).toBe(EXIT.unreachable);
  expect(failure.message).toContain('no way from the jump host first to 127.0.0.1 port 1');
});

test('a loop is refused by name', async () => {
  expect((await failureOf(world.connect({ host: 'ping' }))).message).toContain('more than 8 jump hosts');
});

test('a configuration that the inventory gives by -F counts for the host and its hops', async () => {
  const own = join(world.dir, 'own');
  writeFileSync(
    own,
    readFileSync(world.configFile, 'utf8').replaceAll('Host last', 'Host by-own').replaceAll('first', 'first-by-own'),
  );
  const before = servers.map(accepted);
  const parsed = parseSshArgs(`-F ${own}`);
  const sshOptions = 'options' in parsed ? Object.fromEntries(parsed.options) : {};
  await (await world.connect({ host: 'by-own', sshOptions })).close();
  expect(servers.map(accepted)).toEqual(before.map((count) => count + 1));
  const failure = await failureOf(world.connect({ sshOptions: { '-F': join(world.dir, 'absent') } }));
  expect(failure.output).toContain("Can't open user config file");
});
