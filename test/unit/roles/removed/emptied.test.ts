import { afterAll, test as anybodys, beforeAll, expect } from 'vitest';
import { noEmptyFolders } from '../../../../roles/removed/emptied.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { absent } from '../../../../src/resources/absent.ts';
import { isRoot } from '../../is-root.ts';
import { type Node, openNode } from '../../resources/node.ts';

const test = anybodys.skipIf(!isRoot);

let node: Node;
beforeAll(async () => {
  node = await openNode();
});
afterAll(() => node.close());

const NOTHING = {
  run: 'r',
  kind: 'absent',
  mode: '',
  owner: '',
  group: '',
  target: '',
  blocks: [],
  nothingElse: true,
} as const;

test('folders that umctl made for what goes are removed where nothing else is in them', async () => {
  const paths = [
    '/etc/own/umctl/a',
    '/etc/systemd/system/x.service.d/umctl.conf',
    '/etc/shared/umctl/a',
    '/etc/theirs/a',
  ];
  await node.given(paths.map((path) => `mkdir -p ${path.replace(/[^/]*$/, '')}; echo > ${path}`).join('\n'));
  await node.given('echo theirs > /etc/shared/umctl/b');
  const files = paths.map((path) => absent({ path }));
  const all: readonly Resource[] = [
    ...files,
    ...noEmptyFolders(
      paths.map((path) => ({ ...NOTHING, path })),
      files,
    ),
  ];
  for (const { id, command } of await node.plan(...all))
    expect(await node.run(command.run), id).toMatchObject({ code: 0 });
  const left = await node.given(
    `cd /etc; ls -d own/umctl systemd/system/x.service.d shared/umctl/* theirs 2>/dev/null || :`,
  );
  expect(left.trim().split('\n')).toEqual(['shared/umctl/b', 'theirs']);
  expect(await node.plan(...all)).toEqual([]);
});
