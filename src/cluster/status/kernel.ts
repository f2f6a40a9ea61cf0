import { type Sh, sh } from '../../core/sh.ts';
import { IPVS as ASKED } from '../ipvs/ask.ts';
import type { AskedNode } from './node.ts';

/** What the kernel of a node is set to: all that serving depends on and that a person may undo by hand. */
export interface KernelState {
  /** What is in force on the segment's interface: the greater of `all` and the interface's own. */
  readonly arpIgnore?: number;
  readonly arpAnnounce?: number;
  readonly backupOnly?: string;
  readonly sloppyTcp?: string;
  /** Lines of `ipvsadm -L --daemon`. */
  readonly syncDaemons: readonly string[];
  /** How many virtual services the kernel's table has. */
  readonly services: number;
  /** Hardware addresses of neighbours, by address, lower case. */
  readonly neighbours: ReadonlyMap<string, string>;
}

/** Of a node that was not asked. */
export const NOTHING_KNOWN: KernelState = { syncDaemons: [], services: 0, neighbours: new Map() };

/**
 * One process reads all the files, as status is asked every two seconds. The shell's own `read` would not do: it takes a byte at a
 * time, and of a setting of the kernel there is no second one to be had.
 */
export const askKernel = ({ interface: device, director }: Pick<AskedNode, 'interface' | 'director'>): Sh =>
  sh`cd /proc/sys/net/ipv4 || exit
grep -s . ${SETTINGS.flatMap((name) => [`conf/all/${name}`, `conf/${device}/${name}`])} vs/backup_only vs/sloppy_tcp \
  ${[ARP, IPVS]}
${director ? sh`${ASKED}ipvs -L --daemon 2>/dev/null` : sh`:`}
:`;

const SETTINGS = ['arp_ignore', 'arp_announce'] as const;
const [ARP, IPVS] = ['/proc/net/arp', '/proc/net/ip_vs'] as const;

/** Complete entries of arp(7) have this bit of their flags; those that a failed question left have not. */
const COMPLETE = 0x2;

/** Reads the answer to {@link askKernel}. */
export function parseKernel(stdout: string): KernelState {
  const lines = stdout.split('\n');
  const of = (file: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${file}:`) ? [line.slice(file.length + 1).trim()] : []));
  const inForce = (name: string): number | undefined => {
    const found = lines.flatMap((line) => new RegExp(`^conf/[^:]*/${name}:(\\d+)$`).exec(line)?.[1] ?? []);
    // Not by Math.max(...): a host that prints very many lines would exhaust the stack.
    return found.map(Number).reduce<number | undefined>((most, one) => Math.max(most ?? one, one), undefined);
  };
  const [arpIgnore, arpAnnounce] = [inForce('arp_ignore'), inForce('arp_announce')];
  const [[backupOnly], [sloppyTcp]] = [of('vs/backup_only'), of('vs/sloppy_tcp')];
  return {
    ...(arpIgnore === undefined ? {} : { arpIgnore }),
    ...(arpAnnounce === undefined ? {} : { arpAnnounce }),
    ...(backupOnly === undefined ? {} : { backupOnly }),
    ...(sloppyTcp === undefined ? {} : { sloppyTcp }),
    syncDaemons: lines.filter((line) => /^(master|backup) sync daemon/.test(line)),
    services: of(IPVS).filter((line) => /^(TCP|UDP|SCTP|FWM)\s/.test(line)).length,
    neighbours: new Map(of(ARP).flatMap(neighbour)),
  };
}

function neighbour(line: string): readonly (readonly [string, string])[] {
  const [address = '', , flags = '', mac = ''] = line.split(/\s+/);
  return (Number(flags) & COMPLETE) === COMPLETE ? [[address, mac.toLowerCase()]] : [];
}

/**
 * Whether the kernel balances by its table what comes to it: a table is not in force where `backup_only` is on and a sync
 * daemon listens.
 */
export function balances({ services, backupOnly, syncDaemons }: KernelState): boolean {
  const listens = syncDaemons.some((daemon) => daemon.startsWith('backup'));
  return services > 0 && !(listens && backupOnly === '1');
}
