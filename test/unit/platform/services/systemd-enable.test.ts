import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemd } from '../../../../src/platform/providers/services/systemd.ts';
import { service } from '../../../../src/resources/service.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.root, 'bin'), { recursive: true });
  await node.given('mount --bind bin /usr/local/bin');
  writeFileSync(join(node.root, 'bin/systemctl'), SYSTEMCTL(node.root), { mode: 0o755 });
  mkdirSync(join(node.etc, 'init.d'), { recursive: true });
  for (const level of [2, 3, 4, 5]) mkdirSync(join(node.etc, `rc${level}.d`), { recursive: true });
  await node.given('echo disabled > disk; echo disabled > known');
});
afterEach(() => node.close());

/** What is on disk, and what the manager has read of it; how it was told is in a log. */
const SYSTEMCTL = (root: string): string => `#!/bin/sh
cd ${root}
case "$*" in
  show*)
    for word; do
      case $word in
        LoadState) echo LoadState=loaded ;;
        ActiveState) echo ActiveState=active ;;
        UnitFileState) echo "UnitFileState=$(cat known)" ;;
        FragmentPath) echo FragmentPath=/usr/lib/systemd/system/x.service ;;
      esac
    done ;;
  '-q enable x.service')
    echo "enable, offline: $SYSTEMD_OFFLINE" >> log; echo enabled > disk
    for level in 2 3 4 5; do ln -sf ../init.d/x /etc/rc$level.d/S01x; done ;;
  daemon-reload) echo daemon-reload >> log; cp disk known ;;
esac`;

const x = service({ name: 'x', enabled: true, init: systemd({ scripts: 'agrees' }) });
const told = () => node.given('cat log 2>/dev/null || :; rm -f log');

test('a service is enabled, and the manager reads its units once', async () => {
  await node.converge(x);
  expect(await told()).toBe('enable, offline: 1\ndaemon-reload\n');
});

test('what its package has enabled since the plan was made is left alone', async () => {
  const steps = await node.plan(x);
  expect(steps).toHaveLength(1);
  await node.given('echo enabled > disk; echo enabled > known');
  for (const { command } of steps) expect(await node.run(command.run)).toMatchObject({ code: 0 });
  expect(await told()).toBe('');
  expect(await node.plan(x)).toEqual([]);
});

test.each([
  ['none', ':'],
  ['some', 'ln -s ../init.d/x /etc/rc2.d/S01x; ln -s ../init.d/x /etc/rc3.d/S01x'],
])('a unit that is enabled beside an init script with %s of its links is enabled again', async (_, links) => {
  await node.given(`echo enabled > disk; echo enabled > known; : > /etc/init.d/x; ${links}`);
  await node.converge(x);
  expect(await told()).toBe('enable, offline: 1\ndaemon-reload\n');
});

test('a unit that is enabled beside an init script with all of its links is left alone', async () => {
  const steps = await node.plan(x);
  await node.given(
    'echo enabled > known; : > /etc/init.d/x; for n in 2 3 4 5; do ln -s ../init.d/x /etc/rc$n.d/S03x; done',
  );
  for (const { command } of steps) expect(await node.run(command.run)).toMatchObject({ code: 0 });
  expect(await told()).toBe('');
});
