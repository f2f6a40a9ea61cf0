import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { sh } from '../../../../src/core/sh.ts';
import { firewallInForce, type InForce } from '../../../../src/platform/providers/firewall/in-force.ts';
import { type Node, openNode } from '../../resources/node.ts';

/** A node with two links, and with programs that end with it. */
export interface FirewallNode extends Node {
  inForce(): Promise<InForce>;
}

/** The node's end of each link is `eth0` and `eth1`; what is sent from the other end, in the namespace `pid` of `peer`, comes in there. */
export async function openFirewallNode(): Promise<FirewallNode> {
  const node = await openNode();
  // Programs find each other by these, as on any Debian.
  execFileSync('cp', ['-a', ...COPIED.map((name) => `/etc/${name}`), node.etc]);
  await node.given(`mount -t tmpfs -o mode=755 tmpfs /run
for n in 0 1; do ip link add eth$n type veth peer name peer$n; ip link set eth$n up; ip link set peer$n up; done
ip addr add 192.168.6.2/24 dev eth0`);
  return {
    ...node,
    async inForce() {
      return firewallInForce.parse(await node.run(firewallInForce.ask));
    },
    async close() {
      await node.run(sh`cat /run/pids 2>/dev/null | while read -r pid; do kill -9 "$pid"; done`);
      await node.close();
    },
  };
}

const COPIED = [
  'alternatives',
  'dbus-1',
  'firewalld',
  'nsswitch.conf',
  'ld.so.cache',
  'ufw',
  'default',
  'protocols',
  'services',
];

/** Starts a real firewalld, with a D-Bus of its own; again after it was stopped. */
export async function startFirewalld(node: Node): Promise<void> {
  await node.given(`mkdir -p /run/dbus /run/firewalld
if [ ! -S /run/dbus/system_bus_socket ]; then
  dbus-daemon --system --nopidfile --nofork > /run/dbus.log 2>&1 < /dev/null &
  echo $! >> /run/pids
  n=0; until [ -S /run/dbus/system_bus_socket ] || [ $n -ge 100 ]; do n=$((n+1)); sleep 0.1; done
fi
firewalld --nofork --nopid > /run/firewalld.log 2>&1 < /dev/null &
echo $! >> /run/pids
echo $! > /run/firewalld.pid
n=0
until [ "$(firewall-cmd --state 2>/dev/null)" = running ]; do
  n=$((n+1))
  [ $n -lt 100 ] || { cat /run/firewalld.log >&2; exit 1; }
  sleep 0.2
done`);
}

/** As a reboot does: what is not permanent is gone. */
export async function restartFirewalld(node: Node): Promise<void> {
  await node.given(
    'kill "$(cat /run/firewalld.pid)"; n=0; while [ -e "/proc/$(cat /run/firewalld.pid)" ] && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.1; done',
  );
  await startFirewalld(node);
}

export const run = async (node: Node, text: string): Promise<string> => {
  const { code, stdout, stderr } = await node.run(sh`${{ text }}`);
  expect(stderr, text).toBe('');
  expect(code, text).toBe(0);
  return stdout;
};
