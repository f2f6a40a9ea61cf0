import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Sh } from '../../../src/core/sh.ts';
import { directory } from '../../../src/resources/directory.ts';
import { file } from '../../../src/resources/file.ts';
import { askOwnExposed } from '../../../src/resources/shell/exposed.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';
import { processesOf } from './processes.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('mkdir -p /etc/site; chmod 755 /etc/site; printf "a\\n" > /etc/site/x; chmod 644 /etc/site/x');
});
afterAll(() => node?.close());

/** The programs that a question starts, as a shell that traces itself tells. */
async function traced(probe: string): Promise<string> {
  return (await node.run({ text: `set -x\n${probe}` } as Sh)).stderr;
}

it('what is as wanted is not asked whether it could be changed', async () => {
  const wanted = [file({ path: '/etc/site/x', content: 'a\n' }), directory({ path: '/etc/site' })];
  for (const { probe } of wanted)
    expect(await traced(probe.text)).not.toMatch(/^\++ (?:exposed|fixed|lsattr|extended|getfattr|tar) /m);
  const other = file({ path: '/etc/site/x', content: 'b\n' });
  expect(await traced(other.probe.text)).toMatch(/^\++ exposed /m);
});

it.skipIf(!isRoot).each([
  ['a file', () => file({ path: '/etc/site/x', content: 'a\n' }).probe, 2],
  ['a directory', () => directory({ path: '/etc/site' }).probe, 1],
  ['all that umctl remembers', () => askOwnExposed, 2],
])('%s that is as it should be costs few processes', async (_, question, most) => {
  expect(await processesOf(node, question())).toBeLessThanOrEqual(most);
});
