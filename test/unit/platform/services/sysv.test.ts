import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chkconfig, updateRcD } from '../../../../src/platform/providers/services/sysv.ts';
import { service } from '../../../../src/resources/service.ts';
import { type Node, openNode } from '../../resources/node.ts';

test.each([
  [
    'heartbeat that starts in 2 to 5 and runs',
    ['script', 'level 2', 'level 3', 'level 4', 'level 5', 'running'],
    true,
    true,
  ],
  ['ldirectord after chkconfig off', ['script', 'off 2', 'off 3', 'off 4', 'off 5'], false, false],
  ['ldirectord after chkconfig --del', ['script'], 'no, until its package is updated', false],
  ['one that starts in some', ['script', 'level 3', 'level 5'], 'enabled in run levels 3 5 only', false],
])('%s', (_, lines, enabled, running) => {
  expect(chkconfig.parse(lines)).toEqual({ enabled, running });
});

test('nothing is known of a service without an init script, whatever `service` says', () => {
  expect(chkconfig.parse([''])).toEqual({});
});

let node: Node;
beforeEach(async () => {
  node = await openNode();
});
afterEach(async () => {
  await node.given('[ ! -f pid ] || kill "$(cat pid)" 2>/dev/null || :');
  await node.close();
});

/** A real daemon under an init script as LSB has it, with the run levels that heartbeat's has. */
function install(name: string): void {
  for (const folder of ['init.d', ...[0, 1, 2, 3, 4, 5, 6].map((level) => `rc${level}.d`)])
    mkdirSync(join(node.etc, folder));
  const path = join(node.etc, 'init.d', name);
  const text = `#!/bin/sh
### BEGIN INIT INFO
# Provides: ${name}
# Required-Start:
# Required-Stop:
# Default-Start: 2 3 4 5
# Default-Stop: 0 1 6
# Short-Description: x
### END INIT INFO
cd ${node.root}
running() { [ -f pid ] && kill -0 "$(cat pid)" 2>/dev/null; }
case $1 in
  start) running || { sleep 600 >/dev/null 2>&1 & echo $! > pid; } ;;
  stop) running && kill "$(cat pid)"; rm -f pid ;;
  status) running || exit 3 ;;
  restart) "$0" stop; "$0" start ;;
esac
`;
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}
const links = (level: number) => readdirSync(join(node.etc, `rc${level}.d`)).map((link) => link.replace(/\d+/, ''));

test('update-rc.d starts a service in run levels 2 to 5, and takes it out of them', async () => {
  install('x');
  const wanted = (enabled: boolean) => service({ name: 'x', enabled, running: enabled, init: updateRcD });
  await node.converge(wanted(true));
  expect([2, 3, 4, 5].map(links)).toEqual([['Sx'], ['Sx'], ['Sx'], ['Sx']]);
  await node.converge(wanted(false));
  expect([2, 3, 4, 5].flatMap(links)).not.toContain('Sx');
  expect(await node.given('ls')).toBe('');
});
