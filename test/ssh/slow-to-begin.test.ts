import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { descendants, signal } from './processes.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

test('a host that is slow to begin is asked all the same', async () => {
  const connection = await world.connect({ port: sshd.port });
  const link = descendants(sshd.pid);
  signal(link, 'SIGSTOP');
  onTestFinished(() => signal(link, 'SIGCONT'));
  const asked = connection.ask([{ run: sh`echo here` }]);
  // For longer than a start-up file that has swallowed the script is waited for.
  await pause(6000);
  signal(link, 'SIGCONT');
  expect(await asked).toMatchObject([{ code: 0, stdout: 'here\n' }]);
  await connection.close();
});
