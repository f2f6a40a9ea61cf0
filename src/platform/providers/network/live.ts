import { hostPrefix } from '../../../core/address/cidr.ts';
import { type Family, parseIp } from '../../../core/address/ip.ts';
import type { SpecOf } from '../../../core/capability.ts';
import type { Relations, Resource } from '../../../core/resource.ts';
import type { Sh } from '../../../core/sh.ts';
import { address } from '../../../resources/address.ts';
import type { alias } from '../../capabilities/alias.ts';

export type Aliases = SpecOf<typeof alias>;

interface Ways extends Relations {
  /** Has the network's owner bring up what its files say; where one is there already, the others come beside it. */
  readonly up?: (address: string) => Sh;
}

/** The addresses, live. */
export const liveAddresses = ({ device, label, addresses }: Aliases, { up, ...relations }: Ways): readonly Resource[] =>
  addresses.map((one) => {
    const beside = addresses.filter((other) => other !== one);
    const ways = { ...(beside.length === 0 ? {} : { beside }), ...(up === undefined ? {} : { up: up(one) }) };
    return address({ device, label, address: one, prefix: hostPrefix(one) ?? 32, ...ways }, relations);
  });

/** Those of a family. */
export const ofFamily = (addresses: readonly string[], family: Family): readonly string[] =>
  addresses.filter((one) => parseIp(one)?.family === family);
