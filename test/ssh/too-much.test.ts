import { afterAll, beforeAll, expect, test } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { type Sshd, startSshd } from './sshd.ts';
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
