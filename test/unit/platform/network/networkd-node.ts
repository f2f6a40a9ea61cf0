import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Capability } from '../../../../src/core/capability.ts';
import type { Fact } from '../../../../src/core/fact.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import type { Platform } from '../../../../src/core/platform.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { choose } from '../../../../src/platform/choose.ts';
import type { AnyProvider } from '../../../../src/platform/provider.ts';
import { forgetNetworkFiles } from '../../../../src/platform/providers/network/forget.ts';
import { netplan } from '../../../../src/platform/providers/network/netplan/network.ts';
import { networkd } from '../../../../src/platform/providers/network/networkd/network.ts';
import { within } from '../../engine/guard-node.ts';
import { type Node, openNode } from '../../resources/node.ts';

const owners: readonly AnyProvider[] = [...netplan, ...networkd, forgetNetworkFiles];

/** A node whose eth0 a real systemd-networkd configures, by these files; netplan's are generated first, as at boot. */
export interface NetworkdNode extends Node {
  /** Ends networkd, and starts it anew. */
  restart(): Promise<void>;
  /** What roles want of the node, by its facts as they are now. */
  want<Spec>(capability: Capability<Spec>, spec: NoInfer<Spec>): Promise<readonly Resource[]>;
  platform(): Promise<Platform>;
  /** Live addresses and default routes, one a line. */
  live(): Promise<string>;
}

const NETWORKD = '/lib/systemd/systemd-networkd';

export async function openNetworkdNode(files: Readonly<Record<string, string>>): Promise<NetworkdNode> {
  const node = await openNode();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(node.etc, dirname(path)), { recursive: true });
    writeFileSync(join(node.etc, path), text, { mode: path.endsWith('.yaml') ? 0o600 : 0o644 });
  }
  // Where /sys cannot be written to there is no udev, which networkd would wait for. It then configures links before it has
  // seen their addresses, and takes away those of others only when it reads a changed file.
  await node.given(`mount -t tmpfs none /run; mount -t sysfs none /sys; mount -o remount,ro /sys
echo 0123456789abcdef0123456789abcdef > /etc/machine-id
mkdir -p /etc/systemd/network /run/dbus /run/systemd/system /run/systemd/network /run/systemd/netif/links /run/systemd/netif/leases
chown -R systemd-network:systemd-network /run/systemd/netif
ip link add eth0 type veth peer name far0; ip link set far0 up
[ ! -d /etc/netplan ] || /usr/libexec/netplan/generate`);
  const start = (...argv: readonly string[]): ChildProcess =>
    spawn('nsenter', ['-t', String(node.pid), '-m', '-n', '--no-fork', ...argv], { stdio: 'ignore' });
  const bus = start('dbus-daemon', '--system', '--nofork', '--nopidfile');
  await within(
    20,
    'the bus listens',
    async () => (await node.run({ text: '[ -S /run/dbus/system_bus_socket ]' })).code === 0,
  );
  let running = start(NETWORKD);
  const end = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  const configured = () =>
    within(30, 'eth0 is configured', async () => {
      const { stdout } = await node.run({ text: 'networkctl --no-legend --no-pager list; ip -4 addr show dev eth0' });
      return /eth0 .* configur/.test(stdout) && stdout.includes('inet ');
    });
  await configured();
  const platform = async (): Promise<Platform> => {
    const asked = [...new Set<Fact<unknown>>(owners.flatMap(({ facts = [] }) => facts))];
    const entries = await Promise.all(
      asked.map(async ({ id, ask, parse }) => [id, parse(await node.run(ask))] as const),
    );
    const facts = Object.fromEntries([...entries, ['init', 'systemd']]) as unknown as Facts;
    return choose({ host: 'n1', system: 'Debian', facts, makesNetwork: () => true, makesRoute: () => true }, owners);
  };
  return {
    ...node,
    async restart() {
      await end(running);
      await node.given('rm -f /run/systemd/netif/links/*');
      running = start(NETWORKD);
      await configured();
    },
    platform,
    want: async (capability, spec) => (await platform()).want(capability, spec),
    live: () =>
      node.given('ip -4 -o addr show | sed "s/^[0-9]*: //; s/ *.[ ]*valid_lft.*//"; ip -4 route show default'),
    async close() {
      await Promise.all([running, bus].map(end));
      await node.close();
    },
  };
}
