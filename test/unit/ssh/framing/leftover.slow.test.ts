import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RunScriptOptions, runScript } from '../../../../src/ssh/framing/run-script.ts';
import { isRoot } from '../../is-root.ts';
import { runScriptIn, shells } from './shells.ts';

const MARK = 'mark-of-this-exchange';
const PLACES = ['/run', '/dev/shm', '/tmp'];
const answer = { kind: 'answer', index: 0, output: { code: 0, stdout: '', stderr: '' } };
const RAN = [{ kind: 'begin', index: 0 }, answer, { kind: 'done' }];

/** Keeps the directories where scripts keep theirs apart from the machine's. */
let host: ChildProcess;
beforeEach(async () => {
  const mounts = PLACES.map((place) => `mount -t tmpfs -o size=1m,mode=1777 none ${place}`).join('\n');
  host = spawn(
    'unshare',
    [...(isRoot ? [] : ['--map-root-user']), '-m', 'sh', '-ec', `${mounts}\necho ready; exec sleep 3600`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (host.stdout !== null) await once(host.stdout, 'data');
});
afterEach(() => void host.kill('SIGKILL'));

const outside = (path: string): string => `/proc/${host.pid}/root${path}`;
const enter = () => ['nsenter', '-t', String(host.pid), '-m', ...(isRoot ? [] : ['-U', '--preserve-credentials'])];
const directories = (): readonly string[] =>
  PLACES.flatMap((place) =>
    readdirSync(outside(place)).flatMap((name) => (name.startsWith('umctl.') ? [`${place}/${name}`] : [])),
  );

describe.each(shells)('what an earlier script left, in $name', (shell) => {
  const start = (text: string, options: RunScriptOptions = {}, onLine = (): void => {}) =>
    runScriptIn(shell, runScript(MARK, [{ text, stdin: 'in', seconds: 50 }], options), MARK, {
      enter: enter(),
      onLine,
    });
  const there = (path: string) => expect.poll(() => existsSync(outside(path)), { timeout: 20_000 }).toBe(true);

  // ksh93 runs a subshell without a process of its own, so the note of the step names the shell itself.
  test.skipIf(shell.name.startsWith('ksh93'))(
    'a command whose shell was killed is told of, waited for, and cleared away once it has ended',
    async () => {
      const killed = start('trap "rm /run/works" EXIT; : > /run/works; until [ -e /run/go ]; do sleep 0.1; done');
      await there('/run/works');
      const [directory = ''] = directories();
      process.kill(Number(readFileSync(outside(`${directory}/pid`), 'utf8').split(' ')[0]), 'SIGKILL');
      const left = { kind: 'left', process: Number(readFileSync(outside(`${directory}/step`), 'utf8').split(' ')[0]) };
      expect(await start('[ -e /run/works ]')).toEqual([left, ...RAN]);
      expect(await start(': > /run/never', { afterLeftover: 1 })).toEqual([left, { kind: 'done' }]);
      expect(existsSync(outside('/run/never'))).toBe(false);
      expect(directories()).toEqual([directory]);
      const waited = await start('[ ! -e /run/works ]', { afterLeftover: 40 }, () =>
        writeFileSync(outside('/run/go'), ''),
      );
      expect(waited).toEqual([left, ...RAN]);
      // What the command holds open goes with it.
      await killed;
      expect(directories()).toEqual([]);
    },
  );

  test('one without a word in it is being written, unless it is old: then a power cut left it', async () => {
    for (const name of ['/run/umctl.aaaaaaaa', '/tmp/umctl.bbbbbbbb']) {
      mkdirSync(outside(name));
      writeFileSync(outside(`${name}/pid`), '');
    }
    const before = Date.now() / 1000 - 600;
    utimesSync(outside('/tmp/umctl.bbbbbbbb'), before, before);
    expect(await start('true')).toEqual(RAN);
    expect(directories()).toEqual(['/run/umctl.aaaaaaaa']);
  });

  test('a process with the number of one that is gone, and what a question left, keep nobody', async () => {
    for (const [name, file] of [
      ['/run/umctl.aaaaaaaa', 'pid'],
      ['/dev/shm/umctl.bbbbbbbb', 'asker'],
    ]) {
      mkdirSync(outside(`${name}`));
      writeFileSync(outside(`${name}/${file}`), `${process.pid} 1\n`);
    }
    expect(await start('true', { afterLeftover: 40 })).toEqual(RAN);
    expect(directories()).toEqual([]);
  });

  test('a command that was not noted in time does not begin: another run has seen nothing at work', async () => {
    const texts = ['rm /run/umctl.*/pid', ': > /run/never'];
    const tasks = texts.map((text) => ({ text, stdin: '', seconds: 50 }));
    const lines = await runScriptIn(shell, runScript(MARK, tasks), MARK, { enter: enter() });
    expect(lines.at(-2)).toMatchObject({ kind: 'answer', index: 1, output: { code: 1 } });
    expect(existsSync(outside('/run/never'))).toBe(false);
  });

  test('two that begin together never wait for each other', async () => {
    const began = Date.now();
    const both = await Promise.all([start('true', { afterLeftover: 40 }), start('true', { afterLeftover: 40 })]);
    expect(both.map((lines) => lines.slice(-3))).toEqual([RAN, RAN]);
    expect(Date.now() - began).toBeLessThan(30_000);
  });

  test('where /run is full another place does', async () => {
    const filler = spawn('sh', ['-c', 'cat /dev/zero > "$1" 2>/dev/null', 'sh', outside('/run/filler')]);
    await once(filler, 'exit');
    expect(await start('echo /dev/shm/umctl.*/out* >&2; cat >/dev/null')).toMatchObject([
      {},
      { output: { code: 0, stderr: expect.stringMatching(/^\/dev\/shm\/umctl\.\w{8}\/out0\n$/) } },
      {},
    ]);
    rmSync(outside('/run/filler'));
    expect(directories()).toEqual([]);
  });
});
