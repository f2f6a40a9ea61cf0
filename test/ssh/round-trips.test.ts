import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Connection } from '../../src/core/connection.ts';
import { sh } from '../../src/core/sh.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { createWorld, type World } from './world.ts';

// How often umctl waits for a host, counted between the two: times differ from machine to machine.

const RELAY = fileURLToPath(import.meta.resolve('../../bench/speed/relay.js'));

let world: World;
let sshd: Sshd;
let relay: ChildProcess;
let lines: AsyncIterator<string>;
let connection: Connection;

const said = async () => JSON.parse((await lines.next()).value);
/** What has gone by since this was asked last. */
const passed = async (): Promise<{ readonly bytes: number; readonly turns: number }> => {
  relay.stdin?.write('\n');
  return said();
};

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
  relay = spawn(process.execPath, [RELAY, `${sshd.port}:30`], { stdio: ['pipe', 'pipe', 'inherit'] });
  if (relay.stdout === null) throw new Error('no stdout');
  lines = createInterface({ input: relay.stdout })[Symbol.asyncIterator]();
  const [port] = await said();
  appendFileSync(world.knownHosts, `[127.0.0.1]:${port} ${sshd.publicKey()}\n`);
  connection = await world.connect({ port });
});
beforeEach(() => passed());
afterAll(async () => {
  await connection?.close();
  relay?.kill();
  await sshd?.stop();
  world?.remove();
});

const question = { run: sh`echo asked` };

test('the first exchange opens a shell; those after it are one round trip each, over the same', async () => {
  await connection.ask([question]);
  expect((await passed()).turns).toBeLessThanOrEqual(4);
  await connection.ask([question, { run: sh`echo another` }]);
  const again = await passed();
  expect(again.turns).toBe(1);
  expect(again.bytes).toBeLessThan(3_000);
  expect(await connection.run([{ run: sh`cat`, stdin: 'in' }])).toMatchObject([{ stdout: 'in' }]);
  expect((await passed()).turns).toBe(1);
});

test('what is asked next goes along with commands, and is asked once all of them are done', async () => {
  const next = [question, { run: sh`cat ${`${world.dir}/made`}` }];
  const before = connection.exchanges;
  await connection.run([{ run: sh`echo made > ${`${world.dir}/made`}` }], { next });
  const answers = await connection.ask([...next].reverse());
  expect(answers.map(({ stdout }) => stdout)).toEqual(['made\n', 'asked\n']);
  expect((await passed()).turns).toBe(1);
  await connection.ask(next);
  expect([connection.exchanges, (await passed()).turns]).toEqual([before + 2, 1]);
});

test('after a command that fails, or another run of commands, everything is asked anew', async () => {
  const file = `${world.dir}/count`;
  const next = [{ run: sh`echo >> ${file}; wc -l < ${file}` }];
  const ask = async (): Promise<string | undefined> => (await connection.ask(next))[0]?.stdout.trim();
  expect(await connection.run([{ run: sh`exit 4` }], { next })).toMatchObject([{ code: 4 }]);
  expect(await ask()).toBe('1');
  await connection.run([{ run: sh`true` }], { next });
  await connection.run([{ run: sh`true` }]);
  expect(await ask()).toBe('3');
});
