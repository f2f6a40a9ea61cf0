import { parseIp } from '../../../core/address/ip.ts';
import { addressOf, numberOf } from '../../../core/address/number.ts';
import { refuse } from '../failure.ts';

/** An address with its network, as Python's netaddr has them. */
export interface Network {
  readonly version: 4 | 6;
  readonly address: bigint;
  readonly prefix: number;
  /** Whether a prefix or a mask was written. */
  readonly isNetwork: boolean;
}

const bitsOf = ({ version }: Pick<Network, 'version'>): number => (version === 4 ? 32 : 128);

export const sizeOf = (network: Network): bigint => 1n << BigInt(bitsOf(network) - network.prefix);
export const hostmaskOf = (network: Network): bigint => sizeOf(network) - 1n;
export const netmaskOf = (network: Network): bigint => ((1n << BigInt(bitsOf(network))) - 1n) ^ hostmaskOf(network);
export const firstOf = (network: Network): bigint => network.address & netmaskOf(network);
export const lastOf = (network: Network): bigint => network.address | hostmaskOf(network);

/** The last address of a network, unless it is one of two of IPv4 or fewer. */
export const broadcastOf = (network: Network): bigint | undefined =>
  network.version === 4 && sizeOf(network) <= 2n ? undefined : lastOf(network);

/** An address as text. */
export function addressText({ version }: Pick<Network, 'version'>, address: bigint): string {
  if (version === 6 && address >> 96n === 0n) return refuse('an address of IPv6 that begins with 96 zeros');
  return addressOf(version, address)?.text ?? refuse('an address out of range');
}

export const networkText = (network: Network, address = network.address): string =>
  `${addressText(network, address)}/${network.prefix}`;

/** Reads an address, alone or with a prefix or a mask; undefined for what Ansible takes for none. */
export function readNetwork(text: string): Network | undefined {
  const [, address = '', behind] = /^([0-9a-fA-F.:]+)(?:\/([0-9.]+))?$/.exec(text) ?? [];
  if (address === '')
    return /^[\w .-]*[g-zG-Z_ ][\w .-]*$/.test(text) ? undefined : refuse(`${JSON.stringify(text)} as an address`);
  const ip = parseIp(address) ?? refuse(`${JSON.stringify(text)} as an address`);
  const version = ip.family;
  const network = { version, address: numberOf(ip), isNetwork: behind !== undefined };
  const prefix = behind === undefined ? bitsOf(network) : prefixOf(behind, version);
  return prefix > bitsOf(network) ? undefined : { ...network, prefix };
}

function prefixOf(behind: string, version: 4 | 6): number {
  if (/^(?:0|[1-9]\d{0,2})$/.test(behind)) return Number(behind);
  const given = version === 4 ? parseIp(behind) : undefined;
  const mask = given === undefined ? '' : numberOf(given).toString(2).padStart(32, '0');
  return /^1+0*$/.test(mask) ? mask.replaceAll('0', '').length : refuse(`the mask ${behind}`);
}
