import type { Capability } from '../../../../src/core/capability.ts';
import type { Resource } from '../../../../src/core/resource.ts';
import { netplan } from '../../../../src/platform/providers/network/netplan/network.ts';
import { networkManager } from '../../../../src/platform/providers/network/nm/network.ts';
import { within } from '../../engine/guard-node.ts';
import type { Node } from '../../resources/node.ts';
import { live, openBusNode, platformBy } from './daemons.ts';

const owners = [...netplan, ...networkManager];

/** A node whose eth0 a real NetworkManager configures, by these files; netplan's are generated first, as at boot. */
export interface NetworkManagerNode extends Node {
  /** Ends NetworkManager, and starts it anew. */
  restart(): Promise<void>;
  /** What roles want of the node, by its facts as they are now. */
  want<Spec>(capability: Capability<Spec>, spec: NoInfer<Spec>): Promise<readonly Resource[]>;
  live(): Promise<string>;
}

export async function openNetworkManagerNode(files: Readonly<Record<string, string>>): Promise<NetworkManagerNode> {
  // It would ask for an address on the other end, too.
  const node = await openBusNode({ 'NetworkManager/NetworkManager.conf': '[main]\nno-auto-default=*\n', ...files });
  await node.given('mkdir -p /var/lib/NetworkManager /run/NetworkManager /etc/systemd/system');
  const start = () => node.start('NetworkManager', '--no-daemon');
  const connected = () =>
    within(60, 'eth0 is connected', async () => {
      const { stdout } = await node.run({ text: 'nmcli -t -f DEVICE,STATE dev' });
      return /^eth0:connected$/m.test(stdout);
    });
  let running = start();
  const close = async (): Promise<void> => {
    await node.end(running);
    await node.close();
  };
  // What is left running would keep the tests from ending.
  await connected().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    ...node,
    async restart() {
      await node.end(running);
      running = start();
      await connected();
    },
    want: async (capability, spec) => (await platformBy(owners, node)).want(capability, spec),
    live: () => live(node),
    close,
  };
}
