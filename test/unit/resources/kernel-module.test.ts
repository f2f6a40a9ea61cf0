import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kernelModule } from '../../../src/resources/kernel-module.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const module = (name: string) => kernelModule({ name, path: join(node.root, `${name}.conf`), content: `${name}\n` });

test('a module that is there already is put on file only', async () => {
  const loaded = readdirSync('/sys/module')[0] ?? '';
  const [step] = await node.converge(module(loaded));
  expect(step?.changes.map((change) => change.field)).toEqual(['persisted', 'mode']);
  expect(readFileSync(join(node.root, `${loaded}.conf`), 'utf8')).toBe(`${loaded}\n`);
});

test('one that the kernel does not have is an error of the one who loads it', async () => {
  const [step] = await node.plan(module('no_such_module'));
  expect(step?.changes.map((change) => change.field)).toEqual(['persisted', 'mode', 'loaded']);
  const { code, stderr } = await node.run(step?.command.run ?? { text: '' }, step?.command.stdin);
  expect(code).not.toBe(0);
  expect(stderr).toContain('modprobe');
});
