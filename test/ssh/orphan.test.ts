import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { sh } from '../../src/core/sh.ts';
import { freeLock } from '../../src/engine/lock/shell.ts';
import { command } from '../../src/resources/command.ts';
import { applyWanted } from './cut/apply.ts';
import { type CutNode, startNode } from './cut/node.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

let world: World;
let node: CutNode;
beforeAll(async () => {
  world = createWorld();
  node = await startNode();
  world.trust(node.sshd);
});
beforeEach(() => void node.given('rm -rf /srv/*'));
afterAll(async () => {
  await node?.sshd.stop();
  world?.remove();
});

const slow = command({
  name: 'slow',
  unless: sh`[ -e /srv/done ]`,
  run: sh`echo >> /srv/began; until [ -e /srv/go ]; do sleep 0.1; done; touch /srv/done`,
});
const next = command({ name: 'next', unless: sh`[ -e /srv/next ]`, run: sh`touch /srv/next` });

/** umctl, with what it warns of. */
function apply(resources = [slow]) {
  const warnings: string[] = [];
  const way = { port: node.sshd.port, key: world.key, configFile: world.configFile };
  const warn = (message: string): unknown => warnings.push(message);
  const over = applyWanted(resources, way, { onMoment: () => {}, warn, signal: new AbortController().signal });
  return { over, warnings, waits: () => warnings.some((warning) => /^n1: waiting for process \d+/.test(warning)) };
}

async function runWithoutShell() {
  const run = apply();
  await until('the step to begin', () => node.read('/srv/began') !== undefined);
  node.killShells();
  await until('the word that the step is waited for', run.waits);
  return run;
}
const remains = (): string => node.given('ls /srv; ls -d /run/umctl* /dev/shm/umctl* 2>/dev/null || :');

test('a step whose shell alone was killed keeps its host locked until it ends', async () => {
  const run = await runWithoutShell();
  expect(node.given('ls /run/umctl.lock')).not.toBe('');
  node.given('touch /srv/go');
  expect(await run.over).toMatchObject({ exit: 3 });
  expect(remains()).toBe('began\ndone\ngo\n');
  expect(await apply().over).toMatchObject({ exit: 0 });
  expect(node.read('/srv/began')).toBe('\n');
});

test('a run that finds the host unlocked all the same begins nothing before the step has ended', async () => {
  const first = await runWithoutShell();
  const held = node.given('ls /run/umctl.lock').trim();
  node.given(freeLock(held).text);
  const second = apply([next]);
  await until('the second run to wait', second.waits);
  expect(node.read('/srv/next')).toBe(undefined);
  node.given('touch /srv/go');
  expect(await second.over).toMatchObject({ exit: 0 });
  await first.over;
  expect(remains()).toBe('began\ndone\ngo\nnext\n');
});
