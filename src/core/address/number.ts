import ipaddr from 'ipaddr.js';
import { type Family, type Ip, parseIp } from './ip.ts';

const BYTES = { 4: 4, 6: 16 } as const;

/** An address as the number that its bits make. */
export const numberOf = ({ text }: Ip): bigint =>
  ipaddr
    .parse(text)
    .toByteArray()
    .reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

/** The address whose bits a number has. */
export function addressOf(family: Family, number: bigint): Ip | undefined {
  const bytes = Array.from({ length: BYTES[family] }, (_, i) => {
    return Number((number >> BigInt(8 * (BYTES[family] - 1 - i))) & 255n);
  });
  return parseIp(ipaddr.fromByteArray(bytes).toString());
}
