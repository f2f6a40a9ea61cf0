import { hostCidr, parseCidr } from './address/cidr.ts';
import { type Family, parseIp } from './address/ip.ts';

/** An address as ip-address(8) shows it. */
export interface AddressFact {
  readonly device: string;
  /** IPv6 has none of its own: the device. */
  readonly label: string;
  readonly address: string;
  readonly prefix: number;
}

/** With its family. */
export interface FoundAddress extends AddressFact {
  readonly family: Family;
  /** The host's own connections do not come from it; see ip-address(8). */
  readonly deprecated: boolean;
}

/** `N: DEVICE inet ADDRESS[ peer PEER]/PREFIX … scope SCOPE [FLAG…] LABEL\ …`; a device of two is shown as `DEVICE@OTHER`. */
const LINE = /^\d+:\s+(\S+?)(?:@\S+)?\s+inet6? ([^/\s]+)(?: peer [^/\s]+)?(\/\d+)?(.*)$/;

/** Reads `ip -o addr show`, of both families: one line an address. */
export const readAddresses = (stdout: string): readonly FoundAddress[] =>
  stdout.split('\n').flatMap((line) => {
    const [, device, text = '', length, rest = ''] = LINE.exec(line) ?? [];
    const ip = parseIp(text);
    const cidr = length === undefined ? ip && hostCidr(ip) : parseCidr(`${text}${length}`);
    if (device === undefined || cidr === undefined) return [];
    const { family, text: address } = cidr.ip;
    const words = rest.split('\\')[0]?.trim().split(/\s+/) ?? [];
    const label = (family === 4 && words.at(-1)) || device;
    return [{ family, deprecated: words.includes('deprecated'), device, label, address, prefix: cidr.prefix }];
  });

/** Those of IPv4. */
export const parseAddresses = (stdout: string): readonly AddressFact[] =>
  readAddresses(stdout).flatMap((found) => (found.family === 4 ? [plain(found)] : []));

/** Without what ip-address(8) says of it besides. */
export const plain = ({ device, label, address, prefix }: AddressFact): AddressFact => ({
  device,
  label,
  address,
  prefix,
});
