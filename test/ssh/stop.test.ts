import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { commandLine, descendants } from './processes.ts';
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
});
afterAll(async () => {
  await sshd?.stop();
  world?.remove();
});

describe.each([
  ['as root', undefined],
  ['under sudo', 'USER ALL=(ALL) NOPASSWD: ALL'],
  ['under sudo with a password', 'USER ALL=(ALL) ALL'],
  ['under sudo with a terminal of its own', 'Defaults:USER use_pty\nUSER ALL=(ALL) NOPASSWD: ALL'],
])('a run that is told to stop, %s', (_, rule) => {
  const login = async () => {
    const user = rule === undefined ? undefined : createUser();
    onTestFinished(() => user?.remove());
    user?.sudo(rule ?? '');
    const become = {
      user: 'root',
      ...(user === undefined ? {} : { password: world.secrets.seal('pw', user.password) }),
    };
    const connection = await world.connect({
      port: sshd.port,
      user: user?.name ?? 'root',
      ...(user === undefined ? {} : { become }),
    });
    onTestFinished(() => connection.close());
    return { connection, dir: mkdtempSync(join(world.dir, 'stop-')) };
  };
  const steps = (dir: string) => [
    {
      run: sh`dirname "$(readlink /proc/self/fd/2)" > ${dir}/place; touch ${dir}/first; while [ ! -e ${dir}/go ]; do sleep 0.1; done; touch ${dir}/first-ended`,
    },
    { run: sh`touch ${dir}/second` },
    { run: sh`touch ${dir}/third` },
  ];

  test('finishes the command that runs and begins no other, on the same exchange', async () => {
    const { connection, dir } = await login();
    const interrupt = new AbortController();
    const before = connection.exchanges;
    const run = connection.run(steps(dir), { signal: interrupt.signal });
    await until('the first command to begin', () => existsSync(join(dir, 'first')));
    interrupt.abort();
    // The word is heard aside: where the command's output goes, it leaves a note.
    await connection.ask([{ run: sh`until [ -e "$(cat ${dir}/place)/stop" ]; do sleep 0.1; done; touch ${dir}/go` }]);
    expect(await run).toEqual([{ code: 0, stdout: '', stderr: '' }]);
    expect(readdirSync(dir).sort()).toEqual(['first', 'first-ended', 'go', 'place']);
    expect(connection.exchanges).toBe(before + 2);
    await until('the listener to be gone', () => descendants(sshd.pid).every((pid) => !/\bsh$/.test(commandLine(pid))));
  });

  test('before it began does nothing', async () => {
    const { connection, dir } = await login();
    expect(await connection.run(steps(dir).slice(1), { signal: AbortSignal.abort() })).toEqual([]);
    expect(readdirSync(dir)).toEqual([]);
  });

  test('on its way to the host does the first command at most', async () => {
    const { connection, dir } = await login();
    const interrupt = new AbortController();
    const run = connection.run([{ run: sh`sleep 2` }, ...steps(dir).slice(1)], { signal: interrupt.signal });
    interrupt.abort();
    expect((await run).length).toBe(1);
    expect(readdirSync(dir)).toEqual([]);
  });
});
