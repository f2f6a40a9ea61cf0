import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { absent } from '../../../src/resources/absent.ts';
import { command } from '../../../src/resources/command.ts';
import { directory } from '../../../src/resources/directory.ts';
import { link } from '../../../src/resources/link.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const path = () => join(node.root, 'a b');

describe.skipIf(!isRoot).each([
  ['nothing', ':'],
  ['a file', 'echo precious > "a b"; chmod 600 "a b"'],
  ['an empty directory', 'mkdir "a b"; chmod 700 "a b"'],
  ['a full directory', 'mkdir -p "a b/c"; echo precious > "a b/c/d"; chown nobody "a b"'],
  ['a link to a directory', 'mkdir t; ln -s t "a b"'],
  ['a dangling link', 'ln -s nowhere "a b"'],
  ['a pipe', 'mkfifo "a b"'],
])('from %s', (_, state) => {
  beforeEach(() => node.given(state));

  test('to a link', async () => {
    await node.converge(link({ path: path(), target: "it's there" }));
    expect(readlinkSync(path())).toBe("it's there");
  });

  test('to a directory', async () => {
    await node.converge(directory({ path: path(), mode: '2750', group: 'adm' }));
    expect(lstatSync(path()).mode & 0o7777).toBe(0o2750);
  });

  test('to nothing, and what was precious is kept', async () => {
    await node.converge(absent({ path: path() }));
    expect(existsSync(path())).toBe(false);
    const kept = await node.given('[ ! -d /var/lib/umctl ] || find /var/lib/umctl -type f -exec cat {} +');
    expect(kept).toBe(state.includes('precious') ? 'precious\n' : '');
  });
});

test.each(['-rf', '--', '-', '--help'])('a link says what begins with a hyphen, too: %s', async (target) => {
  await node.converge(link({ path: path(), target }));
  expect(readlinkSync(path())).toBe(target);
});

test('what is in a directory stays when only its attributes change', async () => {
  await node.given('mkdir "a b"; echo x > "a b/c"; chmod 700 "a b"');
  await node.converge(directory({ path: path() }));
  expect(await node.given('cat "a b/c"')).toBe('x\n');
});

test('a command runs until it is done, and says so when it does not get there', async () => {
  const make = command({ name: 'touch x', unless: sh`[ -e ${path()} ]`, run: sh`cat > ${path()}`, stdin: 'hello' });
  expect((await node.converge(make))[0]).toMatchObject({ id: 'command touch x', changes: [{ field: 'done' }] });
  expect(await node.given('cat "a b"')).toBe('hello');
});
