import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection, Output } from '../../src/core/connection.ts';
import { sh } from '../../src/core/sh.ts';
import { type Sshd, startSshd } from './sshd.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let sshd: Sshd;
let connection: Connection;

beforeAll(async () => {
  world = createWorld();
  sshd = await startSshd();
  world.trust(sshd);
  connection = await world.connect({ port: sshd.port });
});

afterAll(async () => {
  await connection?.close();
  await sshd?.stop();
  world?.remove();
});

test('answers every question in its place, whatever the others do', async () => {
  const answers = await connection.ask([
    { run: sh`echo one` },
    { run: sh`if` },
    { run: sh`cat; echo read >&2; exit 3` },
    { run: sh`echo one` },
    { run: sh`sleep 9`, withinSeconds: 1 },
    { run: sh`printf 'ü\n'` },
  ]);
  expect(answers[0]).toEqual({ code: 0, stdout: 'one\n', stderr: '' });
  expect(answers[1]?.code).not.toBe(0);
  expect(answers[2]).toEqual({ code: 3, stdout: '', stderr: 'read\n' });
  expect(answers[3]).toEqual(answers[0]);
  expect(answers[4]?.code).toBe(124);
  expect(answers[5]?.stdout).toBe('ü\n');
});

test('who had no answer because another ended the shell that they shared is asked once more', async () => {
  const before = connection.exchanges;
  const texts = ['echo one', 'echo two; kill -KILL $$; sleep 9', 'echo three'];
  const answers = await connection.ask(texts.map((text) => ({ run: { text } })));
  expect(answers.map(({ code, stdout }) => [code, stdout])).toEqual([
    [0, 'one\n'],
    [137, 'two\n'],
    [0, 'three\n'],
  ]);
  expect(connection.exchanges).toBe(before + 2);
});

test('the number of exchanges does not grow with the number of tasks', async () => {
  const before = connection.exchanges;
  await connection.ask(Array.from({ length: 40 }, (_, i) => ({ run: sh`echo ${i}` })));
  await connection.run(Array.from({ length: 40 }, (_, i) => ({ run: sh`echo ${i}` })));
  expect(connection.exchanges).toBe(before + 2);
  await connection.ask([]);
  await connection.run([]);
  expect(connection.exchanges).toBe(before + 2);
});

test('runs commands in order with their stdin, tells of each, and stops at the first that fails', async () => {
  const file = join(world.dir, 'ran');
  const heard: [number, Output][] = [];
  const outputs = await connection.run(
    [
      { run: sh`cat >> ${file}`, stdin: 'first\n' },
      { run: sh`cat ${file}; umask; pwd; echo "$LC_ALL"` },
      { run: sh`echo no >&2; exit 5` },
      { run: sh`touch ${file}.never` },
    ],
    { onOutput: (index, output) => heard.push([index, output]) },
  );
  expect(outputs).toEqual([
    { code: 0, stdout: '', stderr: '' },
    { code: 0, stdout: 'first\n0022\n/\nC\n', stderr: '' },
    { code: 5, stdout: '', stderr: 'no\n' },
  ]);
  expect(heard.map(([index]) => index)).toEqual([0, 1, 2]);
  expect(readFileSync(file, 'utf8')).toBe('first\n');
  expect(existsSync(`${file}.never`)).toBe(false);
});

test('hears of a command when it ends, not when all have ended', async () => {
  const heard = join(world.dir, 'heard');
  const commands = [{ run: sh`true` }, { run: sh`while [ ! -e ${heard} ]; do sleep 0.1; done`, withinSeconds: 20 }];
  const outputs = await connection.run(commands, { onOutput: () => writeFileSync(heard, '') });
  expect(outputs.map(({ code }) => code)).toEqual([0, 0]);
});

test('a daemon that keeps its output open keeps nobody waiting', async () => {
  const began = Date.now();
  const outputs = await connection.run([{ run: sh`sleep 40 & echo started` }, { run: sh`echo next` }]);
  const answers = await connection.ask([{ run: sh`sleep 40 & echo asked` }]);
  expect([...outputs, ...answers].map(({ stdout }) => stdout)).toEqual(['started\n', 'next\n', 'asked\n']);
  expect(Date.now() - began).toBeLessThan(25_000);
});

test('a large answer and a large stdin arrive whole', async () => {
  const content = '0123456789abcdef'.repeat(64 * 1024);
  const [count] = await connection.run([{ run: sh`wc -c`, stdin: content }]);
  expect(count?.stdout.trim()).toBe(String(content.length));
  const [zeros, after] = await connection.ask([
    { run: sh`head -c 5000000 /dev/zero | tr '\\0' x` },
    { run: sh`echo ok` },
  ]);
  expect(zeros?.stdout.length).toBe(5_000_000);
  expect(after?.stdout).toBe('ok\n');
});

test('leaves no file behind on the host', async () => {
  const [output] = await connection.run([{ run: sh`readlink /proc/self/fd/1` }]);
  const printed = output?.stdout.trim() ?? '';
  expect(printed).toMatch(/umctl/);
  await until('the removal of what held the output', () => !existsSync(dirname(printed)));
});

test('many hosts at once', async () => {
  const connections = await Promise.all(Array.from({ length: 8 }, () => world.connect({ port: sshd.port })));
  const answers = await Promise.all(connections.map((each, i) => each.ask([{ run: sh`echo ${i}` }])));
  expect(answers.map(([answer]) => answer?.stdout)).toEqual(Array.from({ length: 8 }, (_, i) => `${i}\n`));
  await Promise.all(connections.map((each) => each.close()));
});
