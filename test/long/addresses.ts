import { expect } from 'vitest';
import type { ClientLoadSettings } from '../../lab/client-load.ts';
import type { Lab } from '../../lab/index.ts';
import { ipv6Of } from '../../lab/model/topology.ts';
import { askArping, parseArping } from '../../src/cluster/model/arping.ts';
import { showHost } from '../../src/core/address/endpoint.ts';
import { parseIp } from '../../src/core/address/ip.ts';
import { editInventory } from '../lab/edit-inventory.ts';
import { activeDirector, servedBy, umctl, until } from '../lab/umctl.ts';
import { underLoad } from '../lab/under-load.ts';

/** Virtual addresses with their prefix lengths, by name. */
type Addresses = Readonly<Record<string, string>>;

/** A pair of a lab with several virtual addresses. */
export interface Addressed {
  readonly run: (command: string, ...args: readonly string[]) => ReturnType<typeof umctl>;
  /** Runs a command that succeeds. @returns what it said */
  readonly done: (command: string, ...args: readonly string[]) => Promise<string>;
  /** Says in the inventory which of the addresses there are; the others are asked by nobody then. */
  readonly keep: (...names: readonly string[]) => Promise<void>;
  readonly urls: () => readonly string[];
  readonly servedBy: (url: string, count: number) => Promise<readonly string[]>;
  /**
   * Does `work` while clients come to all addresses; no request may fail, and no connection break.
   * @returns the names of those who served
   */
  readonly underLoad: (work: () => Promise<void>, load?: Partial<ClientLoadSettings>) => Promise<readonly string[]>;
  /** The director that has an address; default: the first one. */
  readonly active: (name?: string) => Promise<string>;
  /** The active director alone answers for every address, by ARP and by NDP, as the client and the standby hear it. */
  readonly answeredByOne: () => Promise<void>;
  readonly sound: () => Promise<void>;
}

export async function addressesOf(lab: Lab, addresses: Addresses): Promise<Addressed> {
  const textOf = (name: string): string => addresses[name]?.split('/')[0] ?? '';
  let kept: readonly string[] = Object.keys(addresses);
  const urls = () => kept.map(textOf).map((text) => `http://${showHost(parseIp(text) ?? { family: 4, text })}/`);
  const run: Addressed['run'] = (command, ...args) => umctl([command, lab.files.inventory, ...args]);
  const active: Addressed['active'] = async (name = kept[0] ?? '') =>
    (await activeDirector(lab, textOf(name))) ?? 'nobody';
  const write = (): Promise<void> =>
    editInventory(lab, (inventory) => {
      const list = kept.map((name) => ({ name, address: addresses[name] }));
      inventory.setIn(['all', 'vars', 'virtual_addresses'], inventory.createNode(list));
    });
  // One service, and no process for its checks: what they cost a machine that runs two hosts counts for each address.
  await editInventory(lab, (inventory) => {
    inventory.setIn(['all', 'vars', 'virtual_services', 0, 'check'], inventory.createNode({ type: 'connect' }));
    // How long clients wait is the machine's doing; that they are served is not.
    const limits = { recovery: 60, longest_gap: 15, failed: 0, broken: 0 };
    inventory.setIn(['all', 'vars', 'drill', 'switchover'], inventory.createNode(limits));
    inventory.deleteIn(['all', 'vars', 'virtual_services', 2]);
    inventory.deleteIn(['all', 'vars', 'virtual_services', 1]);
    inventory.deleteIn(['all', 'vars', 'virtual_address']);
  });
  await write();
  return {
    run,
    async done(command, ...args) {
      const { code, stdout, stderr } = await run(command, ...args);
      expect(code, stdout + stderr).toBe(0);
      return stdout;
    },
    keep(...names) {
      kept = names;
      return write();
    },
    urls,
    servedBy: (url, count) => servedBy(lab, count, url),
    underLoad(work, load = {}) {
      const [url = '', ...also] = urls();
      return underLoad(lab, work, { url, also, ...load });
    },
    active,
    async answeredByOne() {
      const has = await active();
      const { stdout: mac } = await lab.exec(has, ['cat', '/sys/class/net/eth0/address']);
      const texts = kept.map(textOf);
      const asked = askArping(texts.map((address) => ({ address, device: 'eth0' }))).text;
      const heard = [await lab.client(['sh', '-c', asked]), await lab.exec(has === 'n1' ? 'n2' : 'n1', asked)];
      for (const address of texts)
        expect(
          heard.map(({ stdout }) => [...parseArping(stdout, address)]),
          address,
        ).toEqual([[mac.trim()], [mac.trim()]]);
    },
    sound: () => until('the cluster to be sound', 300, async () => (await run('verify')).code === 0),
  };
}

/** Gives each host of a lab its address of IPv6, too. */
export const bothFamilies = (lab: Lab): Promise<void> =>
  editInventory(lab, (inventory) => {
    for (const { name, address } of lab.hosts) {
      const path = ['all', 'children', 'directors', 'hosts', name, 'address'];
      inventory.setIn(path, inventory.createNode([address, ipv6Of(address)]));
    }
  });
