import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Capability } from '../../../../src/core/capability.ts';
import type { Platform } from '../../../../src/core/platform.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import type { AnyProvider } from '../../../../src/platform/provider.ts';
import { forgetNetworkFiles } from '../../../../src/platform/providers/network/forget.ts';
import { netplan } from '../../../../src/platform/providers/network/netplan/network.ts';
import { networkd } from '../../../../src/platform/providers/network/networkd/network.ts';
import { within } from '../../engine/guard-node.ts';
import type { Node } from '../../resources/node.ts';
import { live, openBusNode, platformBy } from './daemons.ts';

const owners: readonly AnyProvider[] = [...netplan, ...networkd, forgetNetworkFiles];

/** A node whose eth0 a real systemd-networkd configures, by these files; netplan's are generated first, as at boot. */
export interface NetworkdNode extends Node {
  /** Ends networkd, and starts it anew. */
  restart(): Promise<void>;
  /** Has each thing that networkd takes up take it so many seconds, as on a host that is much too busy; returns what ends that. */
  slowed(seconds: number): Promise<() => Promise<void>>;
  /** What roles want of the node, by its facts as they are now. */
  want<Spec>(capability: Capability<Spec>, spec: NoInfer<Spec>): Promise<readonly Resource[]>;
  platform(): Promise<Platform>;
  /** Live addresses and default routes, one a line. */
  live(): Promise<string>;
}

const NETWORKD = '/lib/systemd/systemd-networkd';

export async function openNetworkdNode(files: Readonly<Record<string, string>>): Promise<NetworkdNode> {
  const node = await openBusNode(files);
  await node.given(`mkdir -p /etc/systemd/network /run/systemd/netif/links /run/systemd/netif/leases
chown -R systemd-network:systemd-network /run/systemd/netif`);
  let running = node.start(NETWORKD);
  const configured = () =>
    within(60, 'eth0 is configured', async () => {
      const { stdout } = await node.run({ text: 'networkctl --no-legend --no-pager list; ip -4 addr show dev eth0' });
      return /eth0 .* configur/.test(stdout) && stdout.includes('inet ');
    });
  await configured();
  const platform = () => platformBy(owners, node);
  return {
    ...node,
    async restart() {
      await node.end(running);
      await node.given('rm -f /run/systemd/netif/links/*');
      running = node.start(NETWORKD);
      await configured();
    },
    async slowed(seconds) {
      const pid = String(running.pid);
      const delay = `inject=epoll_wait,epoll_pwait2:delay_exit=${seconds * 1_000_000}`;
      const strace = spawn('strace', ['-qq', '-o', '/dev/null', '-e', delay, '-p', pid], { stdio: 'inherit' });
      const isTraced = () => !/^TracerPid:\s+0$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
      await within(60, 'networkd is slow', isTraced);
      return () => node.end(strace);
    },
    platform,
    want: async (capability, spec) => (await platform()).want(capability, spec),
    live: () => live(node),
    async close() {
      await node.end(running);
      await node.close();
    },
  };
}
