import ipaddr from 'ipaddr.js';
import { type Ip, parseIp } from './ip.ts';

/** An address with the length of its network's prefix: `192.0.2.1/24`, `2001:db8::1/64`. */
export interface Cidr {
  readonly ip: Ip;
  readonly prefix: number;
}

/** Bits of an address. */
const BITS = { 4: 32, 6: 128 } as const;

/** Reads an address and a prefix length in decimal digits without leading zeros. */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = '', digits = ''] = /^([^/]*)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const ip = parseIp(address);
  const prefix = Number(digits);
  return ip === undefined || digits === '' || prefix > BITS[ip.family] ? undefined : { ip, prefix };
}

export const showCidr = ({ ip, prefix }: Cidr): string => `${ip.text}/${prefix}`;

/** The address alone, without a network: /32 or /128. */
export const hostCidr = (ip: Ip): Cidr => ({ ip, prefix: BITS[ip.family] });

/** The same of an address in text: `192.0.2.1/32`, `2001:db8::1/128`. */
export function showHostCidr(address: string): string {
  const ip = parseIp(address);
  return ip === undefined ? address : showCidr(hostCidr(ip));
}

/** The prefix length that leaves the address alone. What is no address is of none. */
export function hostPrefix(address: string): number | undefined {
  const ip = parseIp(address);
  return ip === undefined ? undefined : BITS[ip.family];
}

/** The network that the address is in. */
export const networkOf = (cidr: Cidr): Cidr => ({ ...cidr, ip: edge(cidr, 'network') });

/** The address that stands for all hosts of the network. IPv6 has none. */
export const broadcastOf = (cidr: Cidr): Ip | undefined => (cidr.ip.family === 6 ? undefined : edge(cidr, 'broadcast'));

/** Whether an address is in the network. One of the other family never is. */
export const contains = (cidr: Cidr, ip: Ip): boolean =>
  ip.family === cidr.ip.family && edge({ ...cidr, ip }, 'network').text === edge(cidr, 'network').text;

/**
 * Which end of the network an address is that no host of it can have: its own address (in IPv6 that of its routers, RFC 4291, 2.6.1)
 * or its broadcast address. Undefined where a host can have it; of two addresses or fewer, each can (RFC 3021, RFC 6164).
 */
export function edgeOf(cidr: Cidr, ip: Ip = cidr.ip): 'network' | 'broadcast' | undefined {
  if (cidr.prefix >= BITS[cidr.ip.family] - 1) return undefined;
  if (ip.text === edge(cidr, 'network').text) return 'network';
  return ip.text === broadcastOf(cidr)?.text ? 'broadcast' : undefined;
}

function edge({ ip: { family, text }, prefix }: Cidr, which: 'network' | 'broadcast'): Ip {
  const { [family]: kind } = { 4: ipaddr.IPv4, 6: ipaddr.IPv6 };
  const whole = `${text}/${prefix}`;
  const found = which === 'network' ? kind.networkAddressFromCIDR(whole) : kind.broadcastAddressFromCIDR(whole);
  // Read once more, as there is one text for each address.
  return parseIp(found.toString()) ?? { family, text };
}
