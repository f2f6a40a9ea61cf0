import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { file } from '../../../src/resources/file.ts';
import { askNode } from '../engine/ask-node.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

// Of files that are asked about together, one program tells whether any has more than content, mode and owner.

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('chmod 755 .. .; for name in a b c; do echo old > $name; done');
});
afterEach(() => node.close());

/** What each of the three files would lose. */
async function losses(): Promise<readonly unknown[]> {
  const files = ['a', 'b', 'c'].map((name) => file({ path: join(node.root, name), content: 'new\n' }));
  const outputs = await askNode(
    node,
    files.map(({ probe }) => ({ run: probe })),
  );
  return files.map(({ parse }, i) => outputs[i] && parse(outputs[i])['loses']);
}

const NO_GETFATTR = 'mount --bind /dev/null "$(command -v getfattr)"';

test.skipIf(!isRoot).each([
  ['a POSIX ACL', 'setfacl -m u:nobody:r b', 'its POSIX ACL'],
  ['capabilities', 'setcap cap_net_raw+ep b', 'its capabilities'],
  ['extended attributes', 'setfattr -n user.mime_type -v text/plain b', 'its extended attributes'],
])('what one of them would lose is told of it alone, with getfattr and without: %s', async (_, given, loses) => {
  await node.given(given);
  expect(await losses()).toEqual([undefined, loses, undefined]);
  await node.given(NO_GETFATTR);
  expect(await losses()).toEqual([undefined, loses, undefined]);
});

test.skipIf(!isRoot)('a host that cannot tell says so of each', async () => {
  await node.given(`${NO_GETFATTR}; mount --bind /dev/null "$(command -v tar)"`);
  const unknown = expect.stringContaining('if it has any');
  expect(await losses()).toEqual([unknown, unknown, unknown]);
});
