import { type Family, type Suite, suiteOf } from './families.ts';

/** One host of the lab, as asked for: its place on the segment never changes while the lab's directory exists. */
export interface HostSpec {
  readonly name: string;
  readonly role: 'director' | 'real_server';
  readonly family: Family;
  /** Name of the image it runs from. */
  readonly suite: Suite;
  readonly address: string;
  readonly mac: string;
  /** Port on 127.0.0.1 that leads to the host's sshd; 0 until the supervisor has bound one. */
  readonly port: number;
}

export const gatewayAddress = '192.168.6.1';
export const clientAddress = '192.168.6.100';
export const prefixLength = 24;
/** The same of IPv6; see {@link ipv6Of}. */
export const prefixLength6 = 64;
/** Port of the package repositories on the gateway. */
export const repositoryPort = 8080;

/** Where hosts of a suite find their packages. Pure. */
export function repositoryUrl(suite: Suite): string {
  return `http://${gatewayAddress}:${repositoryPort}/${suite}/`;
}

/** Where hosts of the family `stock` find theirs: what Red Hat itself ships, in a repository inside that of all. */
export const stockRepositoryUrl: string = `${repositoryUrl('el9')}stock/`;

const firstHost = 2;
/** The client has .100 and the cluster's virtual address is .240, so hosts stay below both. */
const mostHosts = 90;

export interface Layout {
  readonly nodes: number;
  readonly realServers: number;
  /** Families of the hosts, in turn. */
  readonly families: readonly Family[];
  /** Release of the hosts that are Debian. */
  readonly suite: Suite;
}

/** Hosts n1, n2, … on 192.168.6.2, .3, …: the directors first, then the other real servers. Pure. */
export function layOut(options: Layout): HostSpec[] {
  const total = options.nodes + options.realServers;
  if (options.nodes < 1 || options.realServers < 0 || total > mostHosts) {
    throw new Error(
      `a lab has 1 to ${mostHosts} hosts; asked for ${options.nodes} nodes, ${options.realServers} real servers`,
    );
  }
  return Array.from({ length: total }, (_, index) => {
    const family = options.families[index % options.families.length] ?? 'debian';
    return {
      name: `n${index + 1}`,
      role: index < options.nodes ? ('director' as const) : ('real_server' as const),
      family,
      suite: suiteOf(family, options.suite),
      address: `192.168.6.${firstHost + index}`,
      mac: macOf(firstHost + index),
      port: 0,
    };
  });
}

/** The address of IPv6 of whoever has this one of IPv4: of the same number in fd00:6::/64. */
export const ipv6Of = (address: string): string => `fd00:6::${address.split('.').at(-1)}`;

/** A locally administered MAC address ending in the host's number on the segment. */
export function macOf(hostNumber: number): string {
  return `02:4c:41:42:00:${hostNumber.toString(16).padStart(2, '0')}`;
}
