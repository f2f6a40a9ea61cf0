import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { file } from '../../../src/resources/file.ts';
import { type InitSystem, service } from '../../../src/resources/service.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(async () => {
  await node.given('[ ! -f pid ] || kill "$(cat pid)" 2>/dev/null || :');
  await node.close();
});

/** The smallest init system there is: one real process with a pid file, and a log of what was done to it. */
const init = (): InitSystem => ({
  probe: () =>
    sh`cd ${node.root}; if [ -f pid ] && kill -0 "$(cat pid)" 2>/dev/null; then echo up; else echo down; fi; ls enabled`,
  parse: (lines) => ({ enabled: lines.includes('enabled'), running: lines.includes('up') }),
  functions: () => sh`cd ${node.root}
did() { echo "$1" >> log; }
is_running() { [ -f pid ] && kill -0 "$(cat pid)" 2>/dev/null; }
enable() { did enable; : > enabled; }
disable() { did disable; rm -f enabled; }
start() { did start; if [ -f broken ]; then return; fi; sleep 600 >/dev/null 2>&1 & echo $! > pid; }
stop() { did stop; kill "$(cat pid)" 2>/dev/null || :; rm -f pid; }
reload() { did reload; if [ -f meanwhile ]; then sh meanwhile; fi; }
restart() { did restart; }
explain() { echo 'it said: no'; }`,
});
const config = (content: string, mode = '0644') => file({ path: join(node.root, 'conf'), content, mode });
const daemon = (uses = [config('a')], onChange: 'reload' | 'restart' = 'reload') =>
  service({ name: 'x', enabled: true, running: true, onChange, init: init() }, { uses });
const did = () => node.given('cat log 2>/dev/null || :; rm -f log');

test('it is enabled and started once, and that loads its configuration', async () => {
  const steps = await node.converge(config('a'), daemon());
  expect(steps[1]?.changes.map(({ field }) => field)).toEqual(['enabled', 'running', 'config']);
  expect(await did()).toBe('enable\nstart\n');
});

test('changed configuration is loaded, by the way it is wanted', async () => {
  await node.converge(config('a'), daemon());
  await did();
  await node.converge(config('b'), daemon([config('b')]));
  await node.converge(config('c'), daemon([config('c')], 'restart'));
  expect(await did()).toBe('reload\nrestart\n');
});

test('a file that an admin changed is put right and loaded in one run', async () => {
  await node.converge(config('a'), daemon());
  await did();
  await node.given('echo theirs > conf');
  await node.converge(config('a'), daemon());
  expect(await did()).toBe('reload\n');
});

test('a run that was cut off after the file owes the loading; so does a file that was changed and changed back', async () => {
  await node.converge(config('a'), daemon());
  await did();
  await node.converge(config('b'));
  expect((await node.converge(config('b'), daemon([config('b')])))[0]?.because?.type).toBe('owed');
  await node.given('echo theirs > conf');
  await node.converge(config('b'));
  const [step] = await node.converge(config('b'), daemon([config('b')]));
  expect(step?.changes[0]?.from).toMatch(/^[0-9a-f]{12}, then its files were written$/);
  expect(await did()).toBe('reload\nreload\n');
});

test('what is written while it loads may not have been read, so it is owed', async () => {
  await node.converge(config('a'), daemon());
  await node.given("echo 'echo later >> conf' > meanwhile");
  for (const { command } of await node.plan(config('b'), daemon([config('b')])))
    expect(await node.run(command.run, command.stdin)).toMatchObject({ code: 0 });
  await node.given('rm meanwhile');
  const [step] = await node.plan(daemon([config('b')]));
  expect(step?.because?.type).toBe('owed');
});

test('attributes that are put right load nothing: the file was not written', async () => {
  await node.converge(config('a'), daemon());
  await did();
  await node.given('chmod 600 conf');
  await node.converge(config('a'), daemon());
  expect(await did()).toBe('');
});

test('a service that is down is started, and nothing else', async () => {
  await node.converge(config('a'), daemon());
  await node.given('kill "$(cat pid)"; rm pid');
  await did();
  await node.converge(config('b'), daemon([config('b')]));
  expect(await did()).toBe('start\n');
});

test('one that does not stay up is an error with its own words, and is not on record as loaded', async () => {
  await node.given(': > broken');
  await node.converge(config('a'));
  const [step] = await node.plan(daemon());
  const output = await node.run(step?.command.run ?? sh`:`);
  expect(output).toMatchObject({ code: 1, stderr: 'it said: no\nx does not stay up; the last it said is above\n' });
  expect((await node.observe(daemon()))[0]).toMatchObject({ running: false, config: undefined });
});

test('one that is wanted down and off is stopped, and has no configuration to load', async () => {
  await node.converge(config('a'), daemon());
  await did();
  const off = service({ name: 'x', enabled: false, running: false, init: init() }, { uses: [config('b')] });
  expect(off.want).toEqual({ enabled: false, running: false, config: undefined });
  await node.converge(off);
  expect(await did()).toBe('disable\nstop\n');
});
