import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Resource } from '../../../src/core/resource.ts';
import { block } from '../../../src/resources/block.ts';
import { directory } from '../../../src/resources/directory.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const large = 'x'.repeat(100_000);
const at = (name: string): string => join(node.root, 'disk', name);

async function refused(resource: Resource): Promise<string> {
  const [step] = await node.plan(resource);
  const { code, stderr } = await node.run(step?.command.run ?? { text: '' }, step?.command.stdin);
  expect(code, stderr).toBeGreaterThan(0);
  return stderr;
}

test.each([
  ['file', () => file({ path: at('conf'), content: large })],
  ['block', () => block({ path: at('conf'), name: 'x', content: large })],
])('a full disk leaves the old file whole, and nothing beside it: %s', async (_, resource) => {
  await node.given('mkdir disk; mount -t tmpfs -o size=64k,mode=755 none disk; printf "old, no newline" > disk/conf');
  expect(await refused(resource())).toMatch(/No space left|cannot write|I\/O error/);
  expect(await node.given('cat disk/conf; ls -A disk')).toBe('old, no newlineconf\n');
});

test('no room to keep the old file: it stays', async () => {
  await node.given(
    'mkdir disk; echo old > disk/conf; mount -t tmpfs -o size=4k none /var/lib; head -c 9000 /dev/zero > /var/lib/full || :',
  );
  expect(await refused(file({ path: at('conf'), content: 'new' }))).toMatch(/No space left/);
  expect(readFileSync(at('conf'), 'utf8')).toBe('old\n');
  expect(readdirSync(join(node.root, 'disk'))).toEqual(['conf']);
});

test('a read-only file system is named', async () => {
  await node.given('mkdir disk; echo old > disk/conf; mount --bind disk disk; mount -o remount,ro,bind disk');
  expect(await refused(file({ path: at('conf'), content: 'new' }))).toMatch(/Read-only file system/);
  expect(await refused(directory({ path: at('new') }))).toMatch(/Read-only file system/);
  expect(readdirSync(join(node.root, 'disk'))).toEqual(['conf']);
});

test.each([
  ['file', () => file({ path: at('conf'), content: 'new' })],
  ['link', () => link({ path: at('conf'), target: 'x' })],
  ['directory', () => directory({ path: at('conf') })],
  ['block', () => block({ path: at('conf'), name: 'x', content: 'y' })],
])('a missing directory is named: %s', async (_, resource) => {
  expect(await refused(resource())).toContain(`${node.root}/disk is not a directory, so ${at('conf')} cannot be made`);
});

test('content cut short on its way is never taken for whole', async () => {
  await node.given('mkdir disk; echo old > disk/conf');
  const [step] = await node.plan(file({ path: at('conf'), content: large }));
  const { code, stderr } = await node.run(step?.command.run ?? { text: '' }, step?.command.stdin?.slice(0, 5000));
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('did not arrive whole') });
  expect(readFileSync(at('conf'), 'utf8')).toBe('old\n');
  expect(readdirSync(join(node.root, 'disk'))).toEqual(['conf']);
});

test.each([
  ['file', () => file({ path: at('conf'), content: 'new' })],
  ['block', () => block({ path: at('conf'), name: 'x', content: 'y' })],
])('without sha256sum nothing passes for being there already: %s', async (_, resource) => {
  await node.given('mkdir disk; echo old > disk/conf; printf "#!/bin/sh\nexit 127\n" > none; chmod +x none');
  const [step] = await node.plan(resource());
  await node.given('mount --bind none "$(command -v sha256sum)"');
  const output = await node.run(step?.command.run ?? { text: '' }, step?.command.stdin);
  expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining('sha256sum fails on this host') });
  expect(readFileSync(at('conf'), 'utf8')).toBe('old\n');
});
