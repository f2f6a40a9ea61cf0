import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quote, sh } from '../../../src/core/sh.ts';
import { absent } from '../../../src/resources/absent.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { exposedFunction } from '../../../src/resources/shell/exposed.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  await node.given('chmod 755 .. .');
});
afterEach(() => node.close());

const at = (path: string): string => `${node.root}/${path}`;

test.skipIf(!isRoot).each([
  ['a directory for root’s group to write to', 'mkdir d; chmod 775 d'],
  ['a directory of root’s in a sticky one', 'mkdir -m 1777 s; mkdir s/d; ln -s s/d d'],
  ['a directory of root’s in a sticky one that others may not enter', 'mkdir s; chmod 1776 s; mkdir s/d; ln -s s/d d'],
  ['an absolute link of root’s', 'mkdir e; ln -s "$PWD/e" d'],
  ['a link that is another user’s by name, where only root can put one', 'mkdir e; ln -s e d; chown -h nobody d'],
  [
    'such a link in a directory of root’s, in a sticky one',
    'mkdir -m 1777 s; mkdir s/own e; ln -s ../../e s/own/l; chown -h nobody s/own/l; ln -s s/own/l d',
  ],
])('nobody else can change %s', async (_, given) => {
  await node.given(given);
  await node.converge(file({ path: at('d/x'), content: 'x' }));
});

test.skipIf(!isRoot)('an ACL that lets another user write is seen where the group is root’s', async () => {
  await node.given('mkdir d; setfacl -m u:nobody:rwx d');
  const [step] = await node.plan(file({ path: at('d/x'), content: 'x' }));
  expect(step?.cannot).toContain('d belongs to root:root and has mode 775');
  await node.given('setfacl -m u:nobody:rx d');
  await node.converge(file({ path: at('d/x'), content: 'x' }));
});

test.skipIf(!isRoot).each([
  ['a file', () => file({ path: at('d'), content: 'x' })],
  ['another link', () => link({ path: at('d'), target: 'x' })],
  ['nothing', () => absent({ path: at('d') })],
])('a link to a place of others makes room for %s', async (_, resource) => {
  await node.given('mkdir e; chmod 777 e; ln -s e/x d');
  await node.converge(resource());
});

test.skipIf(!isRoot)('links that lead on for ever are told as that', async () => {
  await node.given('ln -s l k; ln -s k l');
  const [step] = await node.plan(file({ path: at('l/x'), content: 'x' }));
  expect(step?.cannot).toContain('the path leads through more than 40 links');
});

/** As in a container whose root is a user of its host: all that is root's there belongs to nobody here. */
const AS_NOBODY = ['--reuid', 'nobody', '--clear-groups', 'unshare', '--map-root-user', 'sh', '-c'];
const canMap = isRoot && spawnSync('setpriv', [...AS_NOBODY, ':']).status === 0;

test.skipIf(!canMap)('where / belongs to 65534, that is root', async () => {
  await node.given('mkdir -p d/open; chmod 777 d/open');
  const ask = (path: string): string => quote(`${exposedFunction.text}\nexposed ${at(path)}`);
  const inside = AS_NOBODY.join(' ');
  expect(await node.run(sh`setpriv ${{ text: `${inside} ${ask('d/x')}` }}`)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect((await node.run(sh`setpriv ${{ text: `${inside} ${ask('d/open/x')}` }}`)).stdout).toContain('has mode 777');
});
