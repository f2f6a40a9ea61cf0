import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { commandLine } from './processes.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { until } from './until.ts';
import { createUser } from './user.ts';
import { createWorld, type World } from './world.ts';

let sshd: Sshd;
let world: World;
beforeAll(async () => {
  sshd = await startSshd();
  world = createWorld();
  world.trust(sshd);
});
afterAll(async () => {
  world.remove();
  await sshd.stop();
});

/** What this process keeps, in bytes, once all is gone that it does not need. */
function kept(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('what a host says besides its answers is kept only as far as it is told', { timeout: 60_000 }, async () => {
  const user = createUser();
  onTestFinished(user.remove);
  const noisy = 'head -c 40000000 /dev/zero | tr "\\0" x | fold -w 1000 | tee /dev/stderr | head -c 20000000\n';
  for (const file of ['.bashrc', '.bash_profile']) writeFileSync(join(user.home, file), noisy);
  const connection = await world.connect({ port: sshd.port, user: user.name });
  const [asked, go] = [join(user.home, 'asked'), join(user.home, 'go')];
  const before = kept();
  const answers = connection.ask([{ run: sh`touch ${asked}; until [ -e ${go} ]; do sleep 0.1; done; echo heard` }]);
  await until('the question to be asked', () => existsSync(asked));
  // What arrived a moment ago is still being looked through on a busy machine.
  await until('what was said to be let go', () => kept() - before < 5_000_000);
  writeFileSync(go, '');
  expect(await answers).toMatchObject([{ stdout: 'heard\n' }]);
  await connection.close();
});

test('a host that sends more than an exchange takes has failed, by name, and can be asked again', {
  timeout: 60_000,
}, async () => {
  const connection = await world.connect({ port: sshd.port });
  await expect(connection.ask([{ run: sh`head -c 60000000 /dev/zero` }])).rejects.toThrow(
    'n1: connection lost: it sent more than 64 MiB',
  );
  expect(await connection.ask([{ run: sh`echo still here` }])).toMatchObject([{ stdout: 'still here\n' }]);
  await connection.close();
});

test('what a host goes on sending after that ends with its exchange', { timeout: 60_000 }, async () => {
  const connection = await world.connect({ port: sshd.port });
  const file = join(world.dir, 'sender');
  const endless = sh`sh -c 'echo $$ > "$0"; exec cat /dev/zero' ${file}`;
  await expect(connection.ask([{ run: endless, withinSeconds: 600 }])).rejects.toThrow('it sent more than 64 MiB');
  const sender = Number(readFileSync(file, 'utf8'));
  await until('the sender to end', () => commandLine(sender) === '');
  expect(await connection.ask([{ run: sh`echo still here` }])).toMatchObject([{ stdout: 'still here\n' }]);
  await connection.close();
});

test('a shell that prints without an end before it is ready has failed, and does not keep umctl from other hosts', {
  timeout: 60_000,
}, async () => {
  const user = createUser();
  onTestFinished(user.remove);
  user.sudo('USER ALL=(ALL) NOPASSWD: ALL');
  const noisy = 'head -c 40000000 /dev/zero | tr "\\0" x | fold -w 100 >&2\n';
  for (const file of ['.bashrc', '.bash_profile']) writeFileSync(join(user.home, file), noisy);
  const connection = await world.connect({ port: sshd.port, user: user.name, become: { user: 'root' } });
  await expect(connection.ask([{ run: sh`true` }])).rejects.toThrow(
    '(it printed more than 256 KiB before it was ready)',
  );
  for (const file of ['.bashrc', '.bash_profile']) writeFileSync(join(user.home, file), 'seq 20000 >&2\n');
  expect(await connection.ask([{ run: sh`echo heard` }])).toMatchObject([{ stdout: 'heard\n' }]);
  await connection.close();
});

test('tens of millions of lines beside an answer keep umctl from nothing', { timeout: 60_000 }, async () => {
  const user = createUser();
  onTestFinished(user.remove);
  for (const file of ['.bashrc', '.bash_profile']) writeFileSync(join(user.home, file), 'yes "" | head -c 40000000\n');
  const connection = await world.connect({ port: sshd.port, user: user.name });
  expect(await connection.ask([{ run: sh`echo heard` }])).toMatchObject([{ stdout: 'heard\n' }]);
  await connection.close();
});
