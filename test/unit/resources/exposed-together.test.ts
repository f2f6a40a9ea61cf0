import { afterEach, beforeEach, expect, test } from 'vitest';
import { file } from '../../../src/resources/file.ts';
import { askNode } from '../engine/ask-node.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

// Of files that are asked about together, one program tells of all files and of all directories on the ways to them.

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('chmod 755 .. .; mkdir d e; chmod 755 d e; echo old > d/a; echo old > e/b');
});
afterEach(() => node.close());

/** Why each of three files, two of which are there, cannot be changed. */
async function reasons(): Promise<readonly unknown[]> {
  const files = ['d/a', 'e/b', 'd/c'].map((name) => file({ path: `${node.root}/${name}`, content: 'new\n' }));
  const outputs = await askNode(
    node,
    files.map(({ probe }) => ({ run: probe })),
  );
  return files.map(({ parse }, i) => outputs[i] && parse(outputs[i])['cannot']);
}

test.skipIf(!isRoot)('files in places of root alone can be changed', async () => {
  expect(await reasons()).toEqual([undefined, undefined, undefined]);
});

test.skipIf(!isRoot).each([
  ['others may write to', 'chmod 757 d', 'd belongs to root:root and has mode 757'],
  ['its group may write to', 'chgrp nogroup d; chmod 775 d', 'd belongs to root:nogroup and has mode 775'],
  ['is another user’s', 'chown nobody d', 'd belongs to nobody:root and has mode 755'],
])('files in a directory that %s are told of, and no others', async (_, given, why) => {
  await node.given(given);
  const exposed = expect.stringContaining(why);
  expect(await reasons()).toEqual([exposed, undefined, exposed]);
});

test.skipIf(!isRoot)('a link on the way is looked at more closely', async () => {
  await node.given('mv d o; mkdir s; chmod 1777 s; mv o s/d; chown nobody s/d; ln -s s/d d');
  const exposed = expect.stringContaining('s/d belongs to nobody');
  expect(await reasons()).toEqual([exposed, undefined, exposed]);
});
