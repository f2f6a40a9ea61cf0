import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stopCommand } from '../../../../src/platform/capabilities/stop-command.ts';
import { bySystemd } from '../../../../src/platform/providers/services/by-systemd.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { wantedBy } from '../wanted-by.ts';

const UNIT = '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n';
const wanted = wantedBy(bySystemd({ scripts: 'idle' }), stopCommand, {
  service: 'shop',
  stopsBefore: ['nginx', 'apache2'],
  command: '/bin/true leave 21',
});

let node: Node;
beforeEach(async () => {
  node = await openNode();
  mkdirSync(join(node.etc, 'systemd/system'), { recursive: true });
  writeFileSync(join(node.etc, 'systemd/system/shop.service'), UNIT);
  mkdirSync(join(node.root, 'bin'));
  // systemd itself does not run here.
  writeFileSync(
    join(node.root, 'bin/systemctl'),
    `#!/bin/sh\necho "$*" >> ${node.root}/told
case "$*" in *'show -p ExecStopPost'*) ! grep -q reload ${node.root}/told || echo /bin/true leave 21 ;; esac\n`,
    { mode: 0o755 },
  );
  await node.given('mount --bind bin /usr/local/bin');
});
afterEach(() => node.close());

test('the drop-in is as systemd itself takes it, and systemd reads it', async () => {
  await node.converge(...wanted);
  expect(await node.given('systemd-analyze verify shop.service 2>&1')).toBe('');
  expect(await node.given('grep reload told')).toBe('daemon-reload\n');
  const shown = await node.given('cat /etc/systemd/system/shop.service.d/umctl-stop.conf');
  expect(shown).toContain('After=nginx.service apache2.service\n');
  expect(shown).toContain('ExecStopPost=/bin/true leave 21\n');
});
