import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settingsFiles } from '../../../../../roles/keepalived/director/groups.ts';
import { notifyProgram } from '../../../../../roles/keepalived/director/program.ts';
import { sh } from '../../../../../src/core/sh.ts';
import type { Node } from '../../../resources/node.ts';
import { openDirectorNode } from '../../director-node.ts';
import { director } from '../cluster.ts';
import { preferringVars } from './addresses.ts';

let node: Node;
beforeAll(async () => {
  node = await openDirectorNode();
  mkdirSync(join(node.etc, 'keepalived/umctl'), { recursive: true });
  const [functions = ''] = notifyProgram({ shutsDown: sh`false` }).split(/^case \$1 in$/m);
  writeFileSync(join(node.root, 'functions'), functions);
  await node.given('mkdir -p /var/run/umctl-keepalived');
});
afterAll(() => node.close());

const configure = (vars: object): void => {
  for (const { path, content } of settingsFiles(director({ vars })))
    writeFileSync(join(node.etc, path.slice('/etc/'.length)), content);
};

/** After each change: whether the kernel balances, or leaves packets of clients to the director itself. */
const LOOKS = `look() {
  if [ "$(cat /proc/sys/net/ipv4/vs/backup_only)" = 1 ] && command ipvsadm -L --daemon | grep -q '^backup'; then echo out; else echo in; fi
}
set_vs() { echo "$2" > "/proc/sys/net/ipv4/vs/$1"; look; }
ipvsadm() {
  command ipvsadm "$@"
  code=$?
  case $1 in --*) look >&3 ;; esac
  return $code
}
holds() { true; }
hardware_of() { echo 02:00:00:00:00:03; }
exec 3>&1`;

const looksDuring = async (call: string): Promise<readonly string[]> =>
  (await node.given(`. ./functions\n${LOOKS}\n${call}`)).trim().split('\n');

test('an active director balances at all times while its addresses begin to prefer directors, and cease to', async () => {
  configure(preferringVars('192.168.6.240', '192.168.6.241'));
  await node.given(
    'echo 1 > /proc/sys/net/ipv4/vs/backup_only; ipvsadm --start-daemon master --mcast-interface eth0 --syncid 240',
  );
  expect(new Set(await looksDuring('share'))).toEqual(new Set(['in']));
  expect(await node.given('ipvsadm -L --daemon | cut -d " " -f 1; cat /proc/sys/net/ipv4/vs/backup_only')).toBe(
    'master\nbackup\n0\n',
  );
  configure({});
  expect(new Set(await looksDuring('no_more_shared'))).toEqual(new Set(['in']));
  expect(await node.given('ipvsadm -L --daemon | cut -d " " -f 1; cat /proc/sys/net/ipv4/vs/backup_only')).toBe(
    'master\n1\n',
  );
});
