import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemd } from '../../../../src/platform/providers/services/systemd.ts';
import { systemdDaemon } from '../../../../src/platform/providers/services/systemd-daemon.ts';
import { type Node, openNode } from '../../resources/node.ts';

/** Knows a unit for as long as its file is there, as systemd does. */
const SYSTEMCTL = (root: string): string => `#!/bin/sh
cd ${root}
case "$*" in
  'show -p LoadState'*)
    if [ -e /etc/systemd/system/x.service ]; then echo LoadState=loaded; else echo LoadState=not-found; fi
    if [ -e runs ]; then echo ActiveState=active; else echo ActiveState=inactive; fi
    if [ -e on ]; then echo UnitFileState=enabled; elif [ -e /etc/systemd/system/x.service ]; then echo UnitFileState=disabled; else echo UnitFileState=; fi ;;
  'show -p FragmentPath'*) echo FragmentPath=/etc/systemd/system/x.service ;;
  *is-active*) [ -e runs ] ;;
  *enable*) : > on ;;
  *disable*) rm -f on ;;
  start*) : > runs ;;
  stop*) rm -f runs ;;
esac`;

let node: Node;
beforeAll(async () => {
  node = await openNode();
  mkdirSync(join(node.root, 'bin'));
  mkdirSync(join(node.etc, 'systemd/system'), { recursive: true });
  writeFileSync(join(node.root, 'bin/systemctl'), SYSTEMCTL(node.root), { mode: 0o755 });
  await node.given('mount --bind bin /usr/local/bin');
});
afterAll(() => node.close());

const SPEC = { name: 'x', description: 'x', begin: '/bin/true', run: '/bin/true', end: '/bin/true', startsBefore: [] };
const daemon = systemdDaemon(systemd({ scripts: 'idle' }));

test('a daemon of umctl’s own comes, and goes with its unit in one run', async () => {
  await node.converge(...daemon(SPEC, undefined, {}));
  expect(await node.given('ls runs on /etc/systemd/system')).toContain('x.service');
  // The unit is unknown once its file is gone: that is as good as stopped.
  const gone = daemon({ ...SPEC, gone: true }, undefined, {});
  expect((await node.converge(...gone)).map(({ id }) => id)).toEqual([
    'service x',
    'absent /etc/systemd/system/x.service',
  ]);
  expect(await node.given('ls runs on /etc/systemd/system 2>/dev/null || :')).toBe('/etc/systemd/system:\n');
});
