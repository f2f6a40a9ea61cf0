import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { sh } from '../../../src/core/sh.ts';
import { failureOf } from '../failure.ts';
import { type Sshd, startSshd } from '../sshd.ts';
import { createWorld, type World } from '../world.ts';
import { bySsh, byUmctl, type Expected, expectSame } from './both.ts';

let world: World;
let hop: Sshd;
let sshd: Sshd;

/** Connects as nc(1) would. */
const CONNECT = `import { connect } from 'node:net';
const socket = connect(Number(process.argv[3]), process.argv[2]);
process.stdin.pipe(socket).pipe(process.stdout);
socket.on('error', (error) => { console.error(error.message); process.exit(1); });
`;

beforeAll(async () => {
  world = createWorld();
  [hop, sshd] = await Promise.all([
    startSshd({ options: ['MaxStartups 200'] }),
    startSshd({ options: ['MaxStartups 200'] }),
  ]);
  for (const server of [hop, sshd]) world.trust(server);
  writeFileSync(join(world.dir, 'connect.mjs'), CONNECT);
  writeFileSync(join(world.dir, 'my connect'), `#!/bin/sh\nexec node ${world.dir}/connect.mjs "$@"\n`);
  chmodSync(join(world.dir, 'my connect'), 0o755);
  world.configure(
    `Host hop\n HostName 127.0.0.1\n Port ${hop.port}\nHost stranger\n HostName 127.0.0.1\n Port ${hop.port}\n UserKnownHostsFile /dev/null\nHost *\n User root\n IdentityFile ${world.key}\n IdentitiesOnly yes\n BatchMode yes`,
  );
});
afterAll(async () => {
  await Promise.all([hop?.stop(), sshd?.stop()]);
  world?.remove();
});

const fill = (command: string): string =>
  command
    .replaceAll('NC', `node ${world.dir}/connect.mjs`)
    .replaceAll('DIR', world.dir)
    .replaceAll('SSH', `ssh -F ${world.configFile}`)
    .replaceAll('KEY', world.key)
    .replaceAll('PORT', String(hop.port));

const CASES: readonly (Expected & { readonly command: string; readonly host?: string })[] = [
  { command: 'NC %h %p' },
  { command: 'exec NC %h %p' },
  { command: 'NC %h %p | cat' },
  { command: '"DIR/my connect" %h %p' },
  { command: 'test %r = root && test %n = localhost && NC 127.0.0.1 %p', host: 'localhost' },
  { command: 'test 100%% = 100% && NC %h %p' },
  { command: 'NC %h %p # %k' },
  { command: 'NC %h 1' },
  { command: 'NC %h %Q' },
  { command: 'false' },
  { command: 'exit 3' },
  { command: 'no-such-program %h' },
  { command: 'echo not an SSH server' },
  { command: 'none' },
  { command: 'SSH -W %h:%p hop' },
  { command: 'exec SSH -W %h:%p hop' },
  { command: 'SSH -q -W [%h]:%p root@hop' },
  { command: 'SSH hop -qW %h:%p' },
  { command: 'SSH -o BatchMode=yes -i KEY -p PORT -l root 127.0.0.1 -W%h:%p' },
  { command: 'SSH -o Port=PORT -oStrictHostKeyChecking=yes -W %h:%p 127.0.0.1' },
  { command: 'SSH -W %h:%p -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=yes hop' },
  { command: 'SSH -W %h:%p stranger' },
  { command: 'SSH -W %h:1 hop' },
  { command: 'SSH -W %h:%p -l nobodyatall hop' },
  { command: 'SSH hop NC %h %p' },
  { command: "SSH hop 'NC %h %p; true'" },
];

describe.concurrent('a ProxyCommand leads where it leads ssh', () => {
  test.each(CASES)('$command', async ({ command, host, ...expected }) => {
    const options = { ProxyCommand: fill(command), ...(host === undefined ? {} : { HostKeyAlias: '127.0.0.1' }) };
    const login = { world, sshd, options, ...(host === undefined ? {} : { host }) };
    expectSame(await bySsh(login), await byUmctl(login), expected);
  });
});

test('ssh -W is a jump: umctl itself logs in at the hop, and checks its key', async () => {
  const before = hop.log().match(/Accepted publickey/g)?.length ?? 0;
  const knownHosts = join(world.dir, 'known_only_last');
  writeFileSync(knownHosts, `[127.0.0.1]:${sshd.port} ${sshd.publicKey()}\n`);
  const to = (known: string) => ({
    port: sshd.port,
    sshOptions: { ProxyCommand: fill(`SSH -W %h:%p -o UserKnownHostsFile=${known} hop`) },
  });
  const failure = await failureOf(world.connect(to(knownHosts)));
  expect(failure.message).toContain(`of [127.0.0.1]:${hop.port} is not known`);
  expect(failure.next).toContain('accept-new-host-keys');
  await (await world.connect(to(world.knownHosts))).close();
  expect(hop.log().match(/Accepted publickey/g)?.length ?? 0).toBe(before + 1);
});

test('what a command complains about is told, once, and it does not outlive the connection', async () => {
  const failure = await failureOf(
    world.connect({ port: sshd.port, sshOptions: { ProxyCommand: "sh -c 'echo no tunnel today >&2; exit 7'" } }),
  );
  expect(failure).toMatchObject({ exit: EXIT.unreachable, output: 'no tunnel today' });
  expect(failure.message).toContain('ended with exit code 7');
  const pid = join(world.dir, 'pid');
  const ProxyCommand = fill(`echo $$ > ${pid}; exec NC %h %p`);
  const connection = await world.connect({ port: sshd.port, sshOptions: { ProxyCommand: `sh -c '${ProxyCommand}'` } });
  expect(await connection.ask([{ run: sh`echo there` }])).toMatchObject([{ stdout: 'there\n' }]);
  await connection.close();
  const proxy = Number(readFileSync(pid, 'utf8'));
  await expect.poll(() => isAlive(proxy), { timeout: 10_000 }).toBe(false);
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
