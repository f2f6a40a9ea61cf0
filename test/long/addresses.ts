import { expect } from 'vitest';
import type { Lab } from '../../lab/index.ts';
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
  readonly urls: () => readonly string[];
  readonly servedBy: (url: string, count: number) => Promise<readonly string[]>;
  /** Does `work` while clients come to all addresses; no request may fail, and no connection break. */
  readonly underLoad: (work: () => Promise<void>) => Promise<void>;
  /** The director that has the first address of IPv4. */
  readonly active: () => Promise<string>;
  /** The active director alone answers for every address, by ARP and by NDP, as the client and the standby hear it. */
  readonly answeredByOne: () => Promise<void>;
  readonly sound: () => Promise<void>;
}

export async function addressesOf(lab: Lab, addresses: Addresses): Promise<Addressed> {
  const texts = Object.values(addresses).map((cidr) => cidr.split('/')[0] ?? '');
  const urls = texts.map((text) => `http://${showHost(parseIp(text) ?? { family: 4, text })}/`);
  const run: Addressed['run'] = (command, ...args) => umctl([command, lab.files.inventory, ...args]);
  const active = async (): Promise<string> => (await activeDirector(lab, texts[0])) ?? 'nobody';
  // One service: what checks cost a machine that runs two hosts counts for each address.
  await editInventory(lab, (inventory) => {
    inventory.deleteIn(['all', 'vars', 'virtual_services', 2]);
    inventory.deleteIn(['all', 'vars', 'virtual_services', 1]);
    inventory.deleteIn(['all', 'vars', 'virtual_address']);
    const list = Object.entries(addresses).map(([name, address]) => ({ name, address }));
    inventory.setIn(['all', 'vars', 'virtual_addresses'], inventory.createNode(list));
  });
  return {
    run,
    async done(command, ...args) {
      const { code, stdout, stderr } = await run(command, ...args);
      expect(code, stdout + stderr).toBe(0);
      return stdout;
    },
    urls: () => urls,
    servedBy: (url, count) => servedBy(lab, count, url),
    async underLoad(work) {
      const [url = '', ...also] = urls;
      await underLoad(lab, work, { url, also });
    },
    active,
    async answeredByOne() {
      const has = await active();
      const { stdout: mac } = await lab.exec(has, ['cat', '/sys/class/net/eth0/address']);
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
