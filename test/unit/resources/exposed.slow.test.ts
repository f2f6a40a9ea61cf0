import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';
import { absent } from '../../../src/resources/absent.ts';
import { block } from '../../../src/resources/block.ts';
import { directory } from '../../../src/resources/directory.ts';
import { file } from '../../../src/resources/file.ts';
import { kernelModule } from '../../../src/resources/kernel-module.ts';
import { link } from '../../../src/resources/link.ts';
import { restored } from '../../../src/resources/restored.ts';
import { sysctl } from '../../../src/resources/sysctl.ts';
import { isRoot } from '../is-root.ts';
import { type Node, openNode } from './node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  // Others have to reach what is theirs.
  await node.given('chmod 755 .. .');
});
afterEach(() => node.close());

const at = (path: string): string => `${node.root}/${path}`;
const was = { kind: 'file', mode: '0644', owner: 'root', group: 'root' };

const types: readonly (readonly [string, (path: string) => Resource])[] = [
  ['file', (path) => file({ path, content: 'x' })],
  ['directory', (path) => directory({ path })],
  ['link', (path) => link({ path, target: 'x' })],
  ['block', (path) => block({ path, name: 'x', content: 'x' })],
  ['kernelModule', (path) => kernelModule({ name: 'loop', path, content: 'x' })],
  ['sysctl', (path) => sysctl({ path, settings: { 'kernel.ostype': 'x' } })],
  ['sysctl in a block', (path) => sysctl({ path, block: 'x', settings: { 'kernel.ostype': 'x' } })],
  ['restored', (path) => restored({ path, copy: '/etc/passwd', was, hidden: true })],
];

const places: readonly (readonly [string, string, string])[] = [
  [
    "another user's",
    'mkdir d; chown nobody d',
    'd belongs to nobody:root and has mode 755 (to give it to root alone: chown',
  ],
  ['for all to write to', 'mkdir d; chmod 777 d', 'd belongs to root:root and has mode 777'],
  ['for all to write to, sticky', 'mkdir d; chmod 1777 d', 'd belongs to root:root and has mode 1777'],
  ['for a group to write to', 'mkdir d; chgrp adm d; chmod 775 d', 'd belongs to root:adm and has mode 775'],
  ['by a link', 'mkdir e; chown nobody e; ln -s e d', 'e belongs to nobody:root'],
  [
    'by a link in a place of others',
    'mkdir e own; chown nobody e; ln -s ../own e/l; ln -s e/l d',
    'e belongs to nobody:root',
  ],
];

describe.skipIf(!isRoot).each(places)('a directory %s', (_, given, why) => {
  test.each(types)('%s is refused in the plan and by the step', async (__, resource) => {
    await node.given(given);
    const [step] = await node.plan(resource(at('d/x')));
    expect(step?.cannot).toContain(why);
    const output = await node.run(step?.command.run ?? sh`:`, step?.command.stdin);
    expect(output).toMatchObject({ code: 1, stderr: expect.stringContaining(why) });
    expect(await node.given('find -L . -name "*x*"')).toBe('');
  });

  test('what is there is not removed', async () => {
    await node.given(`${given}; echo x > d/x`);
    const [step] = await node.plan(absent({ path: at('d/x') }));
    expect(step?.cannot).toContain(why);
    expect((await node.run(step?.command.run ?? sh`:`)).stderr).toContain(why);
    expect(readFileSync(at('d/x'), 'utf8')).toBe('x\n');
  });

  test('what is as wanted already has an empty plan', async () => {
    await node.given(`${given}; printf x > d/x`);
    expect(await node.plan(file({ path: at('d/x'), content: 'x' }))).toEqual([]);
  });
});

test.skipIf(!isRoot)('a link of a sticky directory counts only if root made it', async () => {
  await node.given('mkdir s own; chmod 1777 s; ln -s ../own s/l; chown -h nobody s/l');
  expect((await node.plan(file({ path: at('s/l/x'), content: 'x' })))[0]?.cannot).toContain('s/l is a link of nobody:');
  await node.given('chown -h root s/l');
  await node.converge(file({ path: at('s/l/x'), content: 'x' }));
});

test.skipIf(!isRoot)('a block follows no link that others made', async () => {
  await node.given('mkdir e; ln -s ../real e/l; echo x > real; chown nobody e; ln -s e/l d');
  const [step] = await node.plan(block({ path: at('d'), name: 'x', content: 'x' }));
  expect(step?.cannot).toContain('e belongs to nobody');
});

test.skipIf(!isRoot)('a directory of another user is made where only root may write', async () => {
  await node.converge(directory({ path: at('home'), owner: 'nobody', mode: '0700' }));
  await node.given('chmod 777 home');
  await node.converge(directory({ path: at('home'), owner: 'nobody', mode: '0700' }));
});

test.skipIf(!isRoot)(
  'a user who has the file open for writing cannot change it once it is taken from him',
  async () => {
    await node.given(`printf x > x; chmod 666 x; mkfifo go gone
setpriv --reuid nobody --clear-groups sh -c 'exec 3>>x; read -r _ < go; echo evil >&3; echo > gone' >/dev/null 2>&1 & chmod 666 go gone
until ls -l /proc/$!/fd/3 2>/dev/null | grep -q x; do :; done`);
    await node.converge(file({ path: at('x'), content: 'x' }));
    await node.given('timeout 20 sh -c "echo > go; read -r _ < gone"');
    expect(readFileSync(at('x'), 'utf8')).toBe('x');
  },
);

/** A user who swaps names for links to root's file and directory, as fast as he can. */
const RACE = `cd home; while :; do
  ln -sfn ../secret .x.umctl 2>/dev/null; ln -sfn ../secret x 2>/dev/null; ln -sfn ../private dd 2>/dev/null
  rm -f .x.umctl x dd; mkdir dd 2>/dev/null; rmdir dd 2>/dev/null
  mv d d2 2>/dev/null; ln -s ../private d; rm -f d; mv d2 d 2>/dev/null
done`;

test.skipIf(!isRoot)('a user who races with root gets nothing of root', async () => {
  await node.given(`echo root only > secret; chmod 600 secret; mkdir private; chmod 700 private
mkdir -p home/d; chown -R nobody home; rm -f stop
setpriv --reuid nobody --clear-groups sh -c '${RACE.replaceAll("'", `'\\''`)}' >/dev/null 2>&1 & echo $! > racer`);
  try {
    for (let i = 0; i < 25; i++)
      for (const resource of [
        file({ path: at('home/x'), content: 'x', mode: '0644' }),
        file({ path: at('home/d/x'), content: 'x', mode: '0644' }),
        directory({ path: at('home/dd'), owner: 'nobody', mode: '0777' }),
      ]) {
        const { run, stdin } = resource.apply(() => true);
        await node.run(run, stdin);
        expect(statSync(at('secret'))).toMatchObject({ mode: 0o100600, uid: 0 });
        expect(statSync(at('private'))).toMatchObject({ mode: 0o40700, uid: 0 });
        expect(await node.given('ls -A private')).toBe('');
      }
  } finally {
    await node.given('kill $(cat racer)');
  }
});
