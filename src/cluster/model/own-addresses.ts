import { z } from 'zod';
import { type Family, parseIp } from '../../core/address/ip.ts';
import type { Host } from '../../core/host.ts';

const EXPECTED = 'expected an IPv4 address such as 192.168.6.2, or a list of one of each family';

const spelt = (address: string): string => parseIp(address)?.text ?? address;

/** One address, or a list with one of each family. @param rule that a second one of a family breaks */
export const oneOfEachFamily = (rule: string, expected: string = EXPECTED) =>
  z
    .union([z.string(), z.array(z.string()).min(1)], {
      error: expected,
    })
    .superRefine((given, { addIssue }) => {
      const all = [given].flat();
      all.forEach((address, i) => {
        const path = Array.isArray(given) ? [i] : [];
        const family = parseIp(address)?.family;
        const twin = all.slice(0, i).find((other) => parseIp(other)?.family === family);
        if (family === undefined)
          addIssue({ code: 'custom', path, message: 'expected an IPv4 address such as 192.168.6.2' });
        else if (twin !== undefined) addIssue({ code: 'custom', path, message: `${rule}, and ${twin} is there` });
      });
    })
    .transform((given) => (Array.isArray(given) ? given.map(spelt) : spelt(given)));

/** A node's own addresses on the segment. */
export const ownAddresses = oneOfEachFamily('a node has one address of a family on the segment');

interface Given {
  readonly address?: string | readonly string[] | undefined;
}

type Connected = Pick<Host, 'connection'>;

/** A node's addresses on the segment: `address`, or the address that umctl connects to. */
export const addressesOf = ({ address }: Given, { connection }: Connected): readonly string[] =>
  [address ?? connection.host].flat().map(spelt);

/** The one of a family, if the node has one. */
export const addressIn = (family: Family, given: Given, host: Connected): string | undefined =>
  addressesOf(given, host).find((address) => parseIp(address)?.family === family);

/** The one that a node is known by: of the family of the first virtual address. */
export function knownAddress(first: Family | undefined, given: Given, host: Connected): string {
  const [any = ''] = addressesOf(given, host);
  return (first === undefined ? undefined : addressIn(first, given, host)) ?? any;
}
