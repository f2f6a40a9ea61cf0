import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { file } from '../../../src/resources/file.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const content = 'a "quoted" $line\n\\back `tick`\nno newline at the end: ü';
const wanted = () => file({ path: join(node.root, "it's ha.cf"), content, mode: '0640', group: 'adm' });
const path = () => join(node.root, "it's ha.cf");

describe.skipIf(!isRoot)('one apply is enough from any state', () => {
  test.each([
    ['nothing there', ':'],
    ['other content', `echo other > "it's ha.cf"`],
    ['no content', `: > "it's ha.cf"`],
    ['one newline more', `printf '%s\\n' 'x' > "it's ha.cf"`],
    ['another mode and owner', `printf x > "it's ha.cf"; chmod 4777 "it's ha.cf"; chown nobody "it's ha.cf"`],
    ['bytes that are no text', `head -c 3000 /dev/urandom > "it's ha.cf"; printf '\\0\\377' >> "it's ha.cf"`],
    ['a large file', `head -c 300000 /dev/zero > "it's ha.cf"`],
    ['a link', `echo theirs > target; ln -s target "it's ha.cf"`],
    ['a dangling link', `ln -s nowhere "it's ha.cf"`],
    ['an empty directory', `mkdir "it's ha.cf"`],
    ['a full directory', `mkdir "it's ha.cf"; echo mine > "it's ha.cf/deep"`],
    ['a pipe', `mkfifo "it's ha.cf"`],
    ['what a killed run left', `echo half > ".it's ha.cf.umctl"; chmod 444 ".it's ha.cf.umctl"`],
  ])('%s', async (_, state) => {
    await node.given(state);
    expect(await node.converge(wanted())).toHaveLength(1);
    expect(readFileSync(path(), 'utf8')).toBe(content);
    expect(readdirSync(node.root).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

test.skipIf(!isRoot)('a link is replaced, and what it points to is left alone', async () => {
  await node.given(`echo theirs > target; ln -s target "it's ha.cf"`);
  await node.converge(wanted());
  expect(readFileSync(join(node.root, 'target'), 'utf8')).toBe('theirs\n');
});

test.skipIf(!isRoot)('what was there is kept, readable by root only', async () => {
  await node.given(`echo precious > "it's ha.cf"`);
  await node.converge(wanted());
  const kept = join(node.state, 'umctl/kept');
  // Beside the runs are umctl's own notes of what it wrote.
  const names = readdirSync(kept).filter((name) => name !== '.wrote');
  expect(names).toHaveLength(1);
  expect(readFileSync(join(kept, names[0] ?? '', 'was', path()), 'utf8')).toBe('precious\n');
  expect(statSync(join(node.state, 'umctl')).mode & 0o777).toBe(0o700);
});

test.skipIf(!isRoot)('content that is right is not written again, so that no service takes it for new', async () => {
  await node.converge(wanted());
  const before = statSync(path());
  await node.given(`chmod 600 "it's ha.cf"; chgrp root "it's ha.cf"`);
  expect((await node.converge(wanted()))[0]?.changes.map((change) => change.field)).toEqual(['mode', 'group']);
  expect(statSync(path())).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test('large content is compared by its digest and converges', async () => {
  const large = file({ path: path(), content: 'x'.repeat(300_000) });
  await node.converge(large);
  writeFileSync(path(), 'y'.repeat(300_000));
  expect((await node.plan(large))[0]?.changes[0]?.from).toMatch(/^sha256:[0-9a-f]{64}$/);
});
