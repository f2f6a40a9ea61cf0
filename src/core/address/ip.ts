import ipaddr from 'ipaddr.js';
import { readIpv6 } from './read-ipv6.ts';

/** The families of internet addresses. */
export type Family = 4 | 6;

/** An address, in the one text that it has: four decimal parts, or as RFC 5952 writes it. Two are the same where their texts are. */
export interface Ip {
  readonly family: Family;
  readonly text: string;
}

/** What an address is for, as the registries of IANA have it: `unicast`, `private`, `multicast`, `loopback`, `reserved`, … */
export type Range = ReturnType<ipaddr.IPv4['range'] | ipaddr.IPv6['range']>;

/**
 * Reads an address. IPv4 in four decimal parts without leading zeros, which some programs take for octal; IPv6 in any of its
 * spellings, but without a zone (`%eth0`), which means something on one host only.
 */
export function parseIp(text: string): Ip | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return { family: 4, text };
  const found = readIpv6(text);
  return found === undefined ? undefined : { family: 6, text: canonical(found) };
}

/** IPv4 addresses that stand in for IPv6 ones keep their own spelling (RFC 5952, 5), as ip(8) shows them. */
const canonical = (address: ipaddr.IPv6): string =>
  address.isIPv4MappedAddress() ? `::ffff:${address.toIPv4Address()}` : address.toRFC5952String();

/** The text without `::`, for what has another meaning for that: `fd00:6:0:0:0:0:0:240`. IPv4 as it is. */
export const inWhole = ({ family, text }: Ip): string =>
  family === 4 ? text : ipaddr.IPv6.parse(text).toNormalizedString();

const rangeOf = ({ text }: Ip): Range => ipaddr.parse(text).range();

/** What no host has for its own address. A link-local one would need a zone to be reached. */
const NOT_OF_HOSTS: Readonly<Record<Family, readonly Range[]>> = {
  4: ['multicast', 'loopback', 'unspecified', 'broadcast', 'reserved'],
  6: ['multicast', 'loopback', 'unspecified', 'linkLocal', 'ipv4Mapped'],
};

/** Why an address cannot be one that others reach a host at: the name of its range. Undefined where it can. */
export function notOfHost(ip: Ip): Range | undefined {
  const range = rangeOf(ip);
  return NOT_OF_HOSTS[ip.family].includes(range) ? range : undefined;
}

/** Whether it is one of the host that uses it: 127.0.0.0/8, ::1, and the same written as IPv6. */
export const isLoopback = ({ text }: Ip): boolean => ipaddr.process(text).range() === 'loopback';

/** The same of text; what is no address is none. */
export function isLoopbackText(text: string): boolean {
  const ip = parseIp(text);
  return ip !== undefined && isLoopback(ip);
}

/** Whether it means something on one link only: what routers of IPv6 call themselves. */
export const isLinkLocal = (ip: Ip): boolean => ip.family === 6 && rangeOf(ip) === 'linkLocal';
