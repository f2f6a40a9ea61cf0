import { canonicalEndpoint } from '../../core/address/endpoint.ts';
import { isFromDirectors } from './from-directors.ts';

/** A virtual service of the kernel's table. */
export interface VirtualServer {
  /** `TCP 192.168.6.240:80`, `TCP [2001:db8::1]:80`, `FWM 1` or `FWM 1 IPv6`. */
  readonly key: string;
  readonly scheduler: string;
  /** What stands behind the scheduler, one a flag, sorted: `persistent 600`, `mask 255.255.255.0`, `ops`, `(sh-port)`. */
  readonly flags: readonly string[];
  readonly reals: readonly RealEntry[];
}

export interface RealEntry {
  /** `192.168.6.2:80` */
  readonly address: string;
  /** As ipvsadm prints it. */
  readonly forwarding: string;
  readonly weight: number;
}

const VIRTUAL = /^(TCP|UDP|SCTP|FWM)\s+(\S+(?: IPv6)?)\s+(\S+)(.*)$/;
const REAL = /^\s+->\s+(\S+)\s+(Route|Masq|Tunnel|Local)\s+(\d+)\s/;
const FLAG = /persistent \d+|mask \S+|pe \S+|ops|\([^)]*\)/g;

/** Reads the output of `ipvsadm -L -n`; see ipvsadm(8). */
export function parseIpvsadm(output: string): readonly VirtualServer[] {
  const table: { key: string; scheduler: string; flags: string[]; reals: RealEntry[] }[] = [];
  for (const line of output.split('\n')) {
    const [, protocol, address = '', scheduler = '', flags = ''] = VIRTUAL.exec(line) ?? [];
    if (protocol !== undefined)
      table.push({ key: `${protocol} ${canonicalEndpoint(address)}`, scheduler, flags: flagsOf(flags), reals: [] });
    const [, real, forwarding = '', weight] = REAL.exec(line) ?? [];
    if (real !== undefined)
      table.at(-1)?.reals.push({ address: canonicalEndpoint(real), forwarding, weight: Number(weight) });
  }
  return table.filter(({ key }) => !isFromDirectors(key));
}

const flagsOf = (text: string): string[] =>
  (text.match(FLAG) ?? []).map((flag) => (flag.startsWith('(') ? oneFlag(flag.slice(1, -1).split(',')) : flag)).sort();

/** Flags of a scheduler, which are bits to the kernel: in whatever order and however often they were given, they are the same. */
export const oneFlag = (flags: readonly string[]): string => `(${[...new Set(flags)].sort().join(',')})`;
