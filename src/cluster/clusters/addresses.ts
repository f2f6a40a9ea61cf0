import { type Cidr, parseCidr } from '../../core/address/cidr.ts';
import type { Host } from '../../core/host.ts';

/** The variables that say which virtual addresses a host's cluster has. */
export const ADDRESS_VARIABLES = ['virtual_address', 'virtual_addresses'] as const;

/** The virtual addresses that the inventory gives a host's cluster, by what stands there: no schema may have read it. */
export function givenCidrs({ vars }: Pick<Host, 'vars'>): readonly Cidr[] {
  const { virtual_address: one, virtual_addresses: several } = vars;
  const listed = Array.isArray(several) ? several.map((each) => Object(each)['address']) : [];
  return [one, ...listed].flatMap((text) => (typeof text === 'string' ? (parseCidr(text.trim()) ?? []) : []));
}

/** The same, without their prefix lengths. */
export const givenAddresses = (host: Pick<Host, 'vars'>): readonly string[] =>
  givenCidrs(host).map(({ ip }) => ip.text);

/** Where the first of them stands, or else the host. */
export const addressPath = ({ vars }: Pick<Host, 'vars'>): readonly string[] =>
  ADDRESS_VARIABLES.filter((name) => vars[name] !== undefined).slice(0, 1);

export const sharesAddress = (host: Pick<Host, 'vars'>, others: readonly Pick<Host, 'vars'>[]): boolean => {
  const mine = givenAddresses(host);
  return others.some((other) => givenAddresses(other).some((address) => mine.includes(address)));
};

/** Hosts by the virtual addresses that they have in common, in the order of their first hosts. */
export function byAddress(hosts: readonly Host[]): readonly (readonly Host[])[] {
  let sets: readonly (readonly Host[])[] = [];
  for (const host of hosts) {
    const mine = sets.filter((set) => sharesAddress(host, set));
    const [first] = mine;
    const joined = [...mine.flat(), host];
    sets =
      first === undefined
        ? [...sets, joined]
        : sets.flatMap((set) => (set === first ? [joined] : mine.includes(set) ? [] : [set]));
  }
  return sets;
}
