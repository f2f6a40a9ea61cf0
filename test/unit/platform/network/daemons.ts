import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fact } from '../../../../src/core/fact.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import type { Platform } from '../../../../src/core/platform.ts';
import { choose } from '../../../../src/platform/choose.ts';
import type { AnyProvider } from '../../../../src/platform/provider.ts';
import { within } from '../../engine/guard-node.ts';
import { type Node, openNode } from '../../resources/node.ts';

/** Programs that run in a node, as long as it is open. */
export interface Daemons {
  start(...argv: readonly string[]): ChildProcess;
  end(child: ChildProcess): Promise<void>;
}

/** A node with these files in /etc, an `eth0`, and a D-Bus of its own. */
export async function openBusNode(files: Readonly<Record<string, string>>): Promise<Node & Daemons> {
  const node = await openNode();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(node.etc, dirname(path)), { recursive: true });
    writeFileSync(join(node.etc, path), text, { mode: path.endsWith('.yaml') ? 0o600 : 0o644 });
  }
  // Where /sys cannot be written to there is no udev, which networkd would wait for. It then configures links before it has
  // seen their addresses, and takes away those of others only when it reads a changed file.
  await node.given(`mount -t tmpfs none /run; mount -t sysfs none /sys; mount -o remount,ro /sys
echo 0123456789abcdef0123456789abcdef > /etc/machine-id
mkdir -p /run/dbus /run/systemd/system /run/systemd/network
ip link add eth0 type veth peer name far0; ip link set far0 up
[ ! -d /etc/netplan ] || /usr/libexec/netplan/generate`);
  const start = (...argv: readonly string[]): ChildProcess =>
    spawn('nsenter', ['-t', String(node.pid), '-m', '-n', '--no-fork', ...argv], { stdio: 'ignore' });
  const bus = start('dbus-daemon', '--system', '--nofork', '--nopidfile');
  await within(
    60,
    'the bus listens',
    async () => (await node.run({ text: '[ -S /run/dbus/system_bus_socket ]' })).code === 0,
  );
  const end = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return {
    ...node,
    start,
    end,
    async close() {
      await end(bus);
      await node.close();
    },
  };
}

/** What these providers can do on a node, by its facts as they are now. */
export async function platformBy(owners: readonly AnyProvider[], node: Node): Promise<Platform> {
  const asked = [...new Set<Fact<unknown>>(owners.flatMap(({ facts = [] }) => facts))];
  const entries = await Promise.all(asked.map(async ({ id, ask, parse }) => [id, parse(await node.run(ask))] as const));
  const facts = Object.fromEntries([...entries, ['init', 'systemd']]) as unknown as Facts;
  return choose({ host: 'n1', system: 'Debian', facts, makesNetwork: () => true, makesRoute: () => true }, owners);
}

/** Live addresses of IPv4 and default routes, one a line. */
export const live = (node: Node): Promise<string> =>
  node.given('ip -4 -o addr show | sed "s/^[0-9]*: //; s/ *.[ ]*valid_lft.*//"; ip -4 route show default');
