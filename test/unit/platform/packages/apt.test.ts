import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { planSteps } from '../../../../src/core/plan.ts';
import { apt } from '../../../../src/platform/providers/packages/apt.ts';
import { file } from '../../../../src/resources/file.ts';
import { packages } from '../../../../src/resources/package.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('mount -t tmpfs none /dev/shm');
  mkdirSync(join(node.etc, 'apt/sources.list.d'), { recursive: true });
  mkdirSync(join(node.state, 'dpkg'));
  writeFileSync(join(node.state, 'dpkg/status'), '');
  repository('here', ['heartbeat', 'ldirectord']);
});
afterEach(() => node.close());

/** A repository in a folder: apt asks no more of it than its list. */
function repository(name: string, offered: readonly string[]): void {
  mkdirSync(join(node.root, name));
  const entry = (one: string) => `Package: ${one}\nVersion: 1\nArchitecture: all\nFilename: ./${one}.deb\nSize: 1\n`;
  writeFileSync(join(node.root, name, 'Packages'), offered.map(entry).join('\n'));
}
const configured = (...folders: readonly string[]) =>
  writeFileSync(
    join(node.etc, 'apt/sources.list'),
    folders.map((folder) => `deb [trusted=yes] file:${join(node.root, folder)} ./\n`).join(''),
  );
const wanted = (...names: readonly string[]) => packages({ names, tool: apt });
const leftInMemory = () => node.given('ls -A /dev/shm');

test('what a repository offers can be installed, with lists of the host’s own or without', async () => {
  configured('here');
  expect((await node.observe(wanted('heartbeat', 'ldirectord')))[0]).toEqual({
    heartbeat: 'not installed',
    ldirectord: 'not installed',
  });
  expect(readdirSync(node.state)).toEqual(['dpkg']);
});

test('what none offers is told with the repositories asked and the way on, and asking leaves nothing', async () => {
  configured('here');
  const [step] = await node.plan(wanted('heartbeat', 'keepalived'));
  expect(step?.changes).toContainEqual({ field: 'keepalived', from: 'not offered', to: 'installed' });
  expect(step?.cannot).toMatch(/^keepalived: none of the repositories asked \(file:.*here.*\) offers it; name one/);
  expect(step?.cannot).toContain('`package_repositories`');
  expect(readdirSync(node.state)).toEqual(['dpkg']);
  expect(await leftInMemory()).toBe('');
});

test('a repository that cannot be asked is no reason to refuse', async () => {
  configured('here', 'gone');
  const [step] = await node.plan(wanted('heartbeat', 'keepalived'));
  expect(step?.changes).toContainEqual({ field: 'keepalived', from: 'not installed', to: 'installed' });
  expect(step).not.toHaveProperty('cannot');
});

test('nor is one that is yet to be configured, in the same run', async () => {
  configured('here');
  const list = file({ path: '/etc/apt/sources.list.d/umctl-x.list', content: '' });
  const software = packages({ names: ['keepalived'], tool: apt }, { unblockedBy: [list] });
  const [there] = await node.observe(software);
  expect(planSteps([list, software], [{}, there ?? {}]).map(({ cannot }) => cannot)).toEqual([undefined, undefined]);
  expect(planSteps([list, software], [list.want, there ?? {}])[0]?.cannot).toContain('none of the repositories');
});
