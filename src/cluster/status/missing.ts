import { type Sh, sh } from '../../core/sh.ts';
import type { AskedNode } from './node.ts';

/** A node that does not answer umctl, by its address on the segment. */
export interface Missing {
  readonly name: string;
  readonly address: string;
}

/**
 * Asks on the segment for nodes that do not answer umctl: a host that answers ARP for its own address is not down. For all of them at
 * once, so that the answer takes no longer the more are missing.
 */
export const askMissing = (
  { interface: device, own }: Pick<AskedNode, 'interface' | 'own'>,
  missing: readonly Missing[],
): Sh =>
  sh`for address in ${missing.map(({ address }) => address)}; do
  arping -b -c 2 -w 2 -I ${device} -s ${own} "$address" &
done
wait`;

/** Reads the answer to {@link askMissing}: the hardware address of each that was heard, by name. */
export function parseMissing(output: string, missing: readonly Missing[]): ReadonlyMap<string, string> {
  const replies = [...output.matchAll(/ reply from (\S+) \[([0-9A-Fa-f:]{17})\]/g)];
  const macs = new Map(replies.map(([, address, mac = '']) => [address, mac.toLowerCase()]));
  return new Map(
    missing.flatMap(({ name, address }) => {
      const mac = macs.get(address);
      return mac === undefined ? [] : [[name, mac] as const];
    }),
  );
}
