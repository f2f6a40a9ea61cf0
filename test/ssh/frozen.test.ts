import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CutNode, startNode } from './cut/node.ts';
import { descendants, signal } from './processes.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

let world: World;
let node: CutNode;
beforeAll(async () => {
  world = createWorld();
  // Keepalive would give the host up, too, in the end.
  world.configure('Host *\n  ServerAliveInterval 300');
  node = await startNode();
  world.trust(node.sshd);
});
afterAll(async () => {
  await node?.sshd.stop();
  world?.remove();
});

/** Starts umctl; what it has said so far is in `said`. */
function apply() {
  const controller = fileURLToPath(import.meta.resolve('./frozen/controller.ts'));
  const way = { port: node.sshd.port, key: world.key, configFile: world.configFile };
  const umctl = spawn(process.execPath, [controller, JSON.stringify(way)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts: string[] = [];
  for (const stream of [umctl.stdout, umctl.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => texts.push(text));
  return { umctl, said: () => texts.join(''), ended: once(umctl, 'close') };
}

test('a host that is frozen while a step runs is left at once by a second Ctrl-C, and finished by the same command', async () => {
  const { umctl, said, ended } = apply();
  const begun = (): boolean => {
    if (umctl.exitCode !== null) throw new Error(`umctl ended before the step began: ${said()}`);
    return node.read('/srv/began') !== undefined;
  };
  await until('the step to begin', begun, 60_000);
  const frozen = descendants(node.sshd.pid);
  signal(frozen, 'SIGSTOP');
  umctl.kill('SIGINT');
  await until('the word that it is interrupted', () => said().includes('Ctrl-C again stops at once'));
  expect(umctl.exitCode, 'a first Ctrl-C waits for the step').toBe(null);
  umctl.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(said()).toContain('Hosts stay locked: run the same command again; it takes\nover the locks');
  expect(node.given('ls /run/umctl.lock')).not.toBe('');
  signal(frozen, 'SIGCONT');
  node.given('touch /srv/go');
  const again = apply();
  expect(await again.ended, again.said()).toEqual([0, null]);
  expect(again.said()).toContain('n1: took over the lock of a run that is gone');
  expect(node.given('ls /srv; ls -d /run/umctl* 2>/dev/null || :')).toBe('began\ndone\ngo\n');
});
