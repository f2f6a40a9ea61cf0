import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { block } from '../../../src/resources/block.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(() => node.close());

const path = () => join(node.root, 'interfaces');
const wanted = () => block({ path: path(), name: 'lo:0', content: `auto lo:0\n\n\tup echo "$HOME" \\\\n 'x'\n` });
const written = `# BEGIN umctl lo:0\nauto lo:0\n\n\tup echo "$HOME" \\\\n 'x'\n# END umctl lo:0`;
const none = () => block({ path: path(), name: 'lo:0' });

test.each([
  ['an ordinary file', 'auto eth0\n'],
  ['no last newline', 'auto eth0\niface eth0 inet dhcp'],
  ['an empty file', ''],
  ['one empty line', '\n'],
  ['empty lines at the end', 'auto eth0\n\n\n'],
  ['blanks, backslashes, bytes that are no UTF-8', Buffer.from('  a \\\n\tb\\n %s \xff\xfe\r\n', 'latin1')],
  ['a block of another name', '# BEGIN umctl lo:01\nauto lo:1\n# END umctl lo:01\n'],
])('put in and taken out, the rest is as it was: %s', async (_, before) => {
  writeFileSync(path(), before);
  await node.converge(wanted());
  const put = readFileSync(path());
  expect(put.subarray(0, before.length).equals(Buffer.from(before))).toBe(true);
  expect(put.toString('latin1').trim().endsWith(written)).toBe(true);
  await node.converge(none());
  expect(readFileSync(path()).equals(Buffer.from(before))).toBe(true);
});

test('a file with bytes that the shell cannot read is refused, not changed', async () => {
  writeFileSync(path(), 'auto eth0\n\0\0\0\n');
  const [step] = await node.plan(wanted());
  const output = await node.run(step?.command.run ?? { text: '' });
  expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining('has NUL bytes') });
  expect(readFileSync(path(), 'utf8')).toBe('auto eth0\n\0\0\0\n');
  expect(readdirSync(node.root)).toEqual(['interfaces']);
});

test('a block changes where it stands', async () => {
  writeFileSync(path(), `before\n# BEGIN umctl lo:0\nold\n# END umctl lo:0\nafter`);
  await node.converge(wanted());
  expect(readFileSync(path(), 'utf8')).toBe(`before\n${written}\nafter`);
});

test.skipIf(!isRoot)('mode, owner and a link to the file stay', async () => {
  await node.given('echo x > real; chmod 2640 real; chgrp adm real; chmod 2640 real; ln -s real interfaces');
  await node.converge(wanted());
  expect(statSync(join(node.root, 'real')).mode & 0o7777).toBe(0o2640);
  expect(await node.given('stat -c %G real; readlink interfaces')).toBe('adm\nreal\n');
});

test('a file that a package brings is not made before it does, nor changed otherwise than with a block', async () => {
  const brought = block({ path: path(), name: 'lo:0', content: 'x', broughtBy: 'heartbeat' });
  const [step] = await node.plan(brought);
  const output = await node.run(step?.command.run ?? sh`:`);
  expect(output).toMatchObject({ code: 1, stderr: expect.stringMatching(/the package heartbeat brings/) });
  expect(existsSync(path())).toBe(false);
  await node.given('echo theirs > interfaces');
  await node.converge(brought);
  expect(readFileSync(path(), 'utf8')).toMatch(/^theirs\n# BEGIN umctl lo:0\nx\n/);
});

test('a missing file is made for a block, and not for the lack of one', async () => {
  expect(await node.plan(none())).toEqual([]);
  await node.converge(wanted());
  expect(readFileSync(path(), 'utf8')).toBe(`${written}\n`);
  expect(statSync(path()).mode & 0o777).toBe(0o644);
});

test.each([
  ['an end is missing', '# BEGIN umctl lo:0\nmine\n', 'BEGIN in line 1', 'without its end'],
  ['a beginning is missing', 'mine\n# END umctl lo:0\n', 'END in line 2', 'without its beginning in line 2'],
  [
    'there are two',
    `${written}\n${written}\n`,
    /BEGIN in line 1, END in line \d, BEGIN in line \d, END in line \d+/,
    "a second '# BEGIN umctl lo:0' in line 6",
  ],
])('the plan tells the admin, and nothing is touched, where %s', async (_, before, lines, complaint) => {
  writeFileSync(path(), before);
  for (const resource of [wanted(), none()]) {
    const [step] = await node.plan(resource);
    expect(step?.changes.find((change) => change.field === 'markers')?.from).toMatch(/^broken: (BEGIN|END) in line/);
    expect(step?.cannot).toMatch(lines);
    expect(step?.cannot).toContain("leave one pair of the lines '# BEGIN umctl lo:0' and '# END umctl lo:0', or none");
    const output = await node.run(step?.command.run ?? { text: '' });
    expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining(complaint) });
    expect(readFileSync(path(), 'utf8')).toBe(before);
    expect(readdirSync(node.root)).toEqual(['interfaces']);
  }
});
