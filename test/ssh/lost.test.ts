import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { EXIT } from '../../src/core/errors.ts';
import { sh } from '../../src/core/sh.ts';
import { failureOf } from './failure.ts';
import { commandLine, descendants, processIds, signal } from './processes.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { until } from './until.ts';
import { createUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
  chmodSync(world.dir, 0o755);
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

/** Cuts the link, and waits until the host has noticed. Returns all that ran there for it. */
async function cut(how: () => void): Promise<readonly number[]> {
  const there = descendants(sshd.pid);
  const links = there.filter((pid) => commandLine(pid).startsWith('sshd'));
  how();
  await until('sshd to be gone', () => !processIds().some((pid) => links.includes(pid)));
  return there;
}

const shared = (): string => {
  const dir = mkdtempSync(join(world.dir, 'steps-'));
  chmodSync(dir, 0o777);
  return dir;
};

test('a link that is cut while a command runs is a failed host, and names the command', async () => {
  const dir = shared();
  const connection = await world.connect({ port: sshd.port });
  const run = failureOf(
    connection.run([
      { run: sh`true` },
      { run: sh`touch ${dir}/began; while [ ! -e ${dir}/cut ]; do sleep 0.1; done` },
      { run: sh`touch ${dir}/never` },
    ]),
  );
  await until('the command to begin', () => existsSync(join(dir, 'began')));
  const there = await cut(() => process.kill(descendants(sshd.pid)[0] ?? 0, 'SIGKILL'));
  writeFileSync(join(dir, 'cut'), '');
  const failure = await run;
  expect(failure.exit).toBe(EXIT.failed);
  expect(failure.message).toContain('connection lost');
  expect(failure.command).toContain('began; while');
  expect(failure.next).toContain('run umctl again');
  await connection.close();
  const again = await failureOf(connection.ask([{ run: sh`true` }]));
  expect(again).toMatchObject({ exit: EXIT.unreachable, message: expect.stringContaining('connection lost') });
  await until('the end of everything of it on the host', () => !processIds().some((pid) => there.includes(pid)));
  expect(readdirSync(dir)).toEqual(['began', 'cut']);
});

test('a host that does not answer any more does not keep the link from being closed', async () => {
  const connection = await world.connect({ port: sshd.port });
  const frozen = descendants(sshd.pid);
  signal(frozen, 'SIGSTOP');
  onTestFinished(() => {
    signal(frozen, 'SIGKILL');
  });
  const start = performance.now();
  await connection.close();
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a host that stops answering is given up by keepalive', async () => {
  const sshOptions = { ServerAliveInterval: '1', ServerAliveCountMax: '2' };
  const connection = await world.connect({ port: sshd.port, sshOptions });
  const frozen = descendants(sshd.pid);
  const ask = failureOf(connection.ask([{ run: sh`sleep 60`, withinSeconds: 60 }]));
  try {
    signal(frozen, 'SIGSTOP');
    const failure = await ask;
    expect(failure).toMatchObject({ exit: EXIT.unreachable, message: expect.stringContaining('Keepalive timeout') });
  } finally {
    signal(frozen, 'SIGKILL');
  }
  await connection.close();
});

test('a host that lives but does nothing is waited for with a limit', async () => {
  const connection = await world.connect({ port: sshd.port }, { slackSeconds: 1 });
  const ask = failureOf(connection.ask([{ run: sh`sleep 60`, withinSeconds: 5 }]));
  const shells = await until('the shells of the question', () => {
    const all = descendants(sshd.pid).filter((pid) => !commandLine(pid).startsWith('sshd'));
    return all.some((pid) => commandLine(pid).startsWith('sleep')) && all;
  });
  try {
    signal(shells, 'SIGSTOP');
    expect((await ask).message).toContain('stopped answering');
  } finally {
    signal(shells, 'SIGKILL');
  }
  await connection.close();
});

test.each([
  ['as root', undefined],
  ['under sudo', 'USER ALL=(ALL) NOPASSWD: ALL'],
  ['under sudo with a terminal of its own', 'Defaults:USER use_pty\nUSER ALL=(ALL) NOPASSWD: ALL'],
])('when the controller is killed, no further command starts: %s', async (_, rule) => {
  const dir = shared();
  const user = rule === undefined ? undefined : createUser();
  onTestFinished(() => user?.remove());
  user?.sudo(rule ?? '');
  const settings = {
    host: '127.0.0.1',
    port: sshd.port,
    user: user?.name ?? 'root',
    privateKeyFile: world.key,
    sshOptions: {},
    ...(user === undefined ? {} : { become: { user: 'root' } }),
  };
  const controller = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./run-steps.ts'))], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  controller.stdin.end(JSON.stringify({ settings, configFile: world.configFile, dir }));
  await until('the first step to begin', () => existsSync(join(dir, 'first-began')));
  const there = await cut(() => void controller.kill('SIGKILL'));
  writeFileSync(join(dir, 'killed'), '');
  await until('the first step to end', () => existsSync(join(dir, 'first-ended')));
  await until('the end of everything of it on the host', () => !processIds().some((pid) => there.includes(pid)));
  expect(readdirSync(dir).filter((name) => name.startsWith('later'))).toEqual([]);
});
