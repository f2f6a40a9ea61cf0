import { expect } from 'vitest';
import type { Lab } from '../../lab/index.ts';
import { editInventory } from '../lab/edit-inventory.ts';
import { crossings, watchCrossings } from '../lab/keepalived/crossings.ts';
import { until } from '../lab/umctl.ts';
import { type Addressed, addressesOf, bothFamilies } from './addresses.ts';

/** `blog` and `six` prefer the same director: they are a group of both families. */
export const ALL = { shop: '192.168.6.240/24', blog: '192.168.6.241/24', six: 'fd00:6::241/64' };

type Name = keyof typeof ALL;

/** Which director each group of addresses is to be on. */
export type Places = Readonly<Record<'shop' | 'blog', string>>;

/** New connections to the three addresses in turn, and connections that end before a drain gives up. */
const LOAD = { rate: 15, keepAlive: { connections: 4, every: 400, patience: 15_000, lifetime: 15_000 } };

/** A pair of which each director may be preferred by some of the virtual addresses. */
export interface Preferring extends Omit<Addressed, 'underLoad'> {
  /** Does `work` while clients come to all addresses; no request fails, and no packet is sent on more than once. */
  readonly underLoad: (work: () => Promise<unknown>) => Promise<readonly string[]>;
  /** Says in the inventory which director they prefer; undefined: none. */
  readonly prefer: (places: Places | undefined) => Promise<void>;
  /** Which director each group is on; `split` where addresses of a group are on different ones. */
  readonly places: () => Promise<Places>;
  /** Waits until each group is there. */
  readonly are: (places: Places) => Promise<void>;
  /** Has hosts follow packets from now on. */
  readonly watch: (...names: readonly string[]) => Promise<void>;
  /** Resets a host, which follows none any more. */
  readonly crash: (name: string) => Promise<void>;
}

export async function preferringOf(lab: Lab): Promise<Preferring> {
  const on = await addressesOf(lab, ALL);
  await bothFamilies(lab);
  const addresses = Object.values(ALL).map((cidr) => cidr.split('/')[0] ?? '');
  const places: Preferring['places'] = async () => {
    const [shop, blog, six] = await Promise.all((['shop', 'blog', 'six'] as const).map((name) => on.active(name)));
    return { shop: shop ?? '', blog: blog === six ? (blog ?? '') : 'split' };
  };
  const watched = new Set<string>();
  const total = () => crossings(lab, [...watched]);
  return {
    ...on,
    async underLoad(work) {
      const before = await total();
      const served = await on.underLoad(async () => void (await work()), LOAD);
      const { once, again } = await total();
      expect(again - before.again, 'packets that were sent on more than once').toBe(0);
      expect(once - before.once, 'packets that were sent on').toBeGreaterThan(100);
      return served;
    },
    prefer: (wanted) =>
      editInventory(lab, (inventory) => {
        const list = (Object.keys(ALL) as Name[]).map((name) => ({
          name,
          address: ALL[name],
          ...(wanted === undefined ? {} : { prefer: wanted[name === 'shop' ? 'shop' : 'blog'] }),
        }));
        inventory.setIn(['all', 'vars', 'virtual_addresses'], inventory.createNode(list));
      }),
    places,
    are: (wanted) =>
      until(`shop on ${wanted.shop}, blog on ${wanted.blog}`, 240, async () => {
        const { shop, blog } = await places();
        return shop === wanted.shop && blog === wanted.blog;
      }),
    async watch(...names) {
      await watchCrossings(lab, { addresses, names });
      for (const name of names) watched.add(name);
    },
    async crash(name) {
      watched.delete(name);
      await lab.crash(name);
    },
  };
}
