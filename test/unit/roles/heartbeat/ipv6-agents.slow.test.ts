import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackDebian } from '../../debian-packages.ts';
import { isRoot } from '../../is-root.ts';

const AGENTS = 'usr/lib/ocf/resource.d/heartbeat';

/** A director with the virtual address on lo, as all nodes have it. Agents write notes in /run. */
const AROUND = `set -e
ip link set lo up
ip link add eth0 type veth peer name eth1
for one in eth0 eth1; do ip link set $one up; done
ip -6 addr add fd00:6::2/64 dev eth0 nodad
ip -6 addr add fd00:6::240/128 dev lo nodad preferred_lft 0
mount -t tmpfs none /run
mkdir -p /run/resource-agents /run/heartbeat/rsctmp
export OCF_ROOT="$1/usr/lib/ocf" OCF_FUNCTIONS_DIR="$1/usr/lib/ocf/lib/heartbeat"
export LD_LIBRARY_PATH=$(find "$1/usr/lib" -name '*.so*' -printf '%h:' | sort -u | tr -d '\\n')
set +e
`;

// The reasons for which `handover: classic` is refused with an address of IPv6.
describe.skipIf(!isRoot)('agents of Debian that could move an address of IPv6 which real servers have on lo', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'umctl-agents-'));
    unpackDebian(root, 'resource-agents');
  }, 300_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const asked = (script: string): string =>
    execFileSync('unshare', ['-nm', 'sh', '-c', `{ ${AROUND}${script}\n} 2>&1`, 'sh', root], { encoding: 'utf8' });

  test('IPaddr2 refuses it', () => {
    const how = 'OCF_RESKEY_ip=fd00:6::240 OCF_RESKEY_cidr_netmask=64 OCF_RESKEY_nic=eth0 OCF_RESKEY_lvs_support=true';
    expect(asked(`${how} sh "$1/${AGENTS}/IPaddr2" start; echo "ends with $?"`)).toMatch(
      /The IPv6 does not support lvs_support\nends with 6\n$/,
    );
  });

  test('IPv6addr says that it runs already, so heartbeat would never start it', () => {
    const how = 'OCF_RESKEY_ipv6addr=fd00:6::240 OCF_RESKEY_cidr_netmask=64 OCF_RESKEY_nic=eth0';
    const monitor = `${how} "$1/${AGENTS}/IPv6addr" monitor; echo "ends with $?"`;
    expect(asked(monitor)).toBe('ends with 0\n');
    expect(asked(`ip -6 addr del fd00:6::240/128 dev lo\n${monitor}`)).toBe('ends with 7\n');
  });
});
