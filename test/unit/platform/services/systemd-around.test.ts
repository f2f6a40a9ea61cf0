import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aroundService } from '../../../../src/platform/capabilities/around-service.ts';
import { bySystemd } from '../../../../src/platform/providers/services/by-systemd.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { wantedBy } from '../wanted-by.ts';

const UNIT = '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n';
const wanted = wantedBy(bySystemd({ scripts: 'idle' }), aroundService, {
  service: 'shop',
  beforeStart: '/bin/true prepare',
  afterReload: '/bin/true reloaded',
  beforeStop: '/bin/true stop',
  afterStop: '/bin/true stopped',
  stopsBefore: ['nginx', 'apache2'],
  stopsWithin: 50,
  beside: '/bin/sleep 1000',
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
case "$*" in *'-q is-active shop.service') ;; *is-active*) grep -q 'restart umctl-shop' ${node.root}/told ;; *'show -p ExecStop'*) grep -q reload ${node.root}/told && echo /bin/true stop ;; esac\n`,
    { mode: 0o755 },
  );
  await node.given('mount --bind bin /usr/local/bin');
});
afterEach(() => node.close());

test('units are as systemd itself takes them; what is beside a service that runs is started at once', async () => {
  await node.converge(...wanted);
  expect(await node.given('systemd-analyze verify shop.service umctl-shop.service 2>&1')).toBe('');
  expect(await node.given('grep -E "reload|restart" told')).toBe('daemon-reload\nrestart umctl-shop.service\n');
  const shown = await node.given('cat /etc/systemd/system/umctl-shop.service');
  expect(shown).toContain('PartOf=shop.service\n');
  expect(shown).toContain('ExecStart=/bin/sleep 1000 systemctl restart shop.service\n');
});
