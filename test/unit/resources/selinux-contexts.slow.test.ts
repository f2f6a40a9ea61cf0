import { afterEach, beforeEach, expect, test } from 'vitest';
import { joinSh, sh } from '../../../src/core/sh.ts';
import { arm } from '../../../src/engine/guard/shell.ts';
import { settingsAtEndOfBoot } from '../../../src/platform/providers/boot/rc.ts';
import { block } from '../../../src/resources/block.ts';
import { directory } from '../../../src/resources/directory.ts';
import { file } from '../../../src/resources/file.ts';
import { link } from '../../../src/resources/link.ts';
import { restored } from '../../../src/resources/restored.ts';
import { sysctl } from '../../../src/resources/sysctl.ts';
import { type Labels, labels } from './labels.ts';
import { done, openSeveral } from './several/node.ts';

// Whatever is written has the context that SELinux's policy gives its place, also where the kernel hands down another or none.

let node: Awaited<ReturnType<typeof openSeveral>>;
let contexts: Labels;
beforeEach(async () => {
  node = await openSeveral();
  await node.given(
    'mkdir /etc/d /etc/sysctl.d /etc/rc.d; for f in old block; do echo old > /etc/d/$f; done; ln -s nowhere /etc/d/link',
  );
  contexts = await labels(node);
});
afterEach(() => node.close());

test('a file, a block, a link, a directory and settings, new and in place of others, have the context of their place', async () => {
  await node.converge(
    file({ path: '/etc/d/new', content: 'a\n', mode: '0600' }),
    file({ path: '/etc/d/old', content: 'a\n' }),
    block({ path: '/etc/d/block', name: 'x', content: 'y' }),
    block({ path: '/etc/d/made', name: 'x', content: 'y' }),
    directory({ path: '/etc/d/dir' }),
    link({ path: '/etc/d/dir/link', target: '/etc/d/old' }),
    link({ path: '/etc/d/link', target: '/etc/d/old' }),
    sysctl({ path: '/etc/sysctl.d/50-x.conf', settings: { 'net.ipv4.conf.all.arp_ignore': 1 } }),
  );
  expect(await contexts.wrong()).toEqual([]);
  expect(await contexts.of('/etc/d/dir/link')).toBe(contexts.right);
});

test('files that are written together have it, and one that comes back by a restore', async () => {
  const answers = await node.write(['/etc/s/a', '/etc/s/b', '/etc/d/old'].map((path) => ({ path, content: 'a\n' })));
  expect(answers).toEqual([done(0), done(1), done(2)]);
  expect(await contexts.wrong()).toEqual([]);
  const copy = '/var/lib/umctl/kept/run-1/was/etc/d/old';
  await node.converge(restored({ path: '/etc/d/old', copy, was: { kind: 'file', content: 'old\n' }, hidden: false }));
  expect(await contexts.wrong()).toEqual([]);
});

test('rc.local, and what undoes a change of the network, have it', async () => {
  await node.given('mkdir -p /run/systemd/system /etc/systemd/system');
  contexts = await labels(node);
  await node.converge(...settingsAtEndOfBoot());
  const undo = [sh`save /etc/d/old`];
  const { code } = await node.run(joinSh([arm('run-1', { undo, seconds: 600 }), sh`echo changed > /etc/d/old`]));
  expect(code).toBe(0);
  expect(await contexts.wrong()).toEqual([]);
});
