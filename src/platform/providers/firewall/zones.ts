import { contains, parseCidr, showHostCidr } from '../../../core/address/cidr.ts';

/** Which zones of firewalld are in use, and for whom. */
export interface Zones {
  /** The zone of interfaces that are in none. */
  readonly usual: string;
  readonly active: readonly {
    readonly name: string;
    readonly interfaces: readonly string[];
    /** Addresses and networks; they go before interfaces. */
    readonly sources: readonly string[];
  }[];
}

/** Reads what firewall-cmd(1) prints for `--get-default-zone`, and then for `--get-active-zones`. */
export function parseZones([usual = '', ...lines]: readonly string[]): Zones {
  const active: { name: string; interfaces: string[]; sources: string[] }[] = [];
  for (const line of lines) {
    const [, name] = /^(\S+)/.exec(line) ?? [];
    if (name !== undefined) active.push({ name, interfaces: [], sources: [] });
    const [, what, values = ''] = /^\s+(interfaces|sources): (.*)$/.exec(line) ?? [];
    if (what === 'interfaces' || what === 'sources') active.at(-1)?.[what].push(...values.split(' ').filter(Boolean));
  }
  return { usual, active };
}

/** The zone that decides about what comes in from an address on an interface. */
export function zoneOf(
  { usual, active }: Zones,
  { from, device }: { readonly from?: string; readonly device: string },
) {
  const bySource = active.find(({ sources }) => sources.some((source) => from !== undefined && covers(source, from)));
  return (bySource ?? active.find(({ interfaces }) => interfaces.some((named) => isOf(named, device))))?.name ?? usual;
}

/** `eth+` is every interface whose name begins so; see firewalld.zone(5). */
const isOf = (named: string, device: string): boolean =>
  named.endsWith('+') ? device.startsWith(named.slice(0, -1)) : named === device;

/** Whether a source of a zone has an address, or a whole network, in it. */
function covers(source: string, from: string): boolean {
  const [given, wanted] = [network(source), network(from)];
  return given !== undefined && wanted !== undefined && given.prefix <= wanted.prefix && contains(given, wanted.ip);
}

const network = (text: string) => parseCidr(text) ?? parseCidr(showHostCidr(text));
