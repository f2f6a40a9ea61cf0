import { type AddressFact, parseAddresses } from './addresses.ts';
import type { Ask, Output } from './connection.ts';
import { askNetworkOwner, type NetworkOwner, parseNetworkOwner } from './network-owner.ts';
import { sh } from './sh.ts';

export type { AddressFact };

/** What a host is: asked once, at the start of a run. */
export interface Facts {
  /** `uname -n` */
  readonly nodeName: string;
  /** `uname -r` */
  readonly kernel: string;
  /** `uname -m` */
  readonly machine: string;
  /** Effective user id of umctl on the host (after `become`). */
  readonly uid: number;
  /** os-release(5), as far as umctl needs it; empty texts where the host has none. */
  readonly os: {
    readonly id: string;
    readonly idLike: readonly string[];
    readonly versionId: string;
    readonly codename: string;
    readonly prettyName: string;
  };
  /** First line of /etc/redhat-release; empty where there is none (EL 5 and 6 have no os-release). */
  readonly redhatRelease: string;
  readonly init: 'systemd' | 'sysvinit' | 'unknown';
  /** Who configures the network. */
  readonly network: NetworkOwner;
  /** IPv4 addresses, in the order of ip-address(8). */
  readonly addresses: readonly AddressFact[];
  /** `ip route show 0/0` */
  readonly defaultRoutes: readonly { readonly gateway?: string; readonly device: string }[];
  /** Whether the kernel has IPVS, loaded or loadable. */
  readonly ipvs: boolean;
}

/** What {@link parseFacts} reads the answers to: small questions that any Linux since 2.6.18 understands. */
export const factAsks: readonly Ask[] = [
  { run: sh`uname -n; uname -r; uname -m; id -u` },
  { run: sh`cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release` },
  { run: sh`head -n 1 /etc/redhat-release` },
  { run: sh`if [ -d /run/systemd/system ]; then echo systemd; else cut -d ' ' -f 2 /proc/1/stat; fi` },
  { run: askNetworkOwner },
  { run: sh`ip -4 -o addr show` },
  { run: sh`ip -4 route show 0/0` },
  { run: sh`[ -e /proc/net/ip_vs ] || modprobe -n -q ip_vs` },
];

/** Reads the answers to {@link factAsks}, in their order. What a host cannot say is empty or unknown. */
export function parseFacts(outputs: readonly Output[]): Facts {
  const [uname, release, redhat, init, network, addresses, routes, ipvs] = outputs;
  const [nodeName = '', kernel = '', machine = '', uid = ''] = lines(uname);
  return {
    nodeName,
    kernel,
    machine,
    uid: Number.parseInt(uid, 10),
    os: parseOsRelease(lines(release)),
    redhatRelease: lines(redhat)[0] ?? '',
    init: INIT[lines(init)[0] ?? ''] ?? 'unknown',
    network: parseNetworkOwner(lines(network)),
    addresses: parseAddresses(addresses?.stdout ?? ''),
    defaultRoutes: parseDefaultRoutes(lines(routes)),
    ipvs: ipvs?.code === 0,
  };
}

/** The second field of proc_pid_stat(5) for process 1; Upstart runs the scripts of System V and calls itself the same. */
const INIT: Readonly<Record<string, Facts['init']>> = { systemd: 'systemd', '(init)': 'sysvinit' };

const lines = (output: Output | undefined): readonly string[] =>
  (output?.stdout ?? '').split('\n').filter((line) => line !== '');

/** os-release(5): assignments that a shell could read. */
function parseOsRelease(text: readonly string[]): Facts['os'] {
  const values = new Map(
    text.flatMap((line) => {
      const [, key, value] = /^([A-Z0-9_]+)=(.*)$/.exec(line.trim()) ?? [];
      return key === undefined || value === undefined ? [] : [[key, unquote(value)] as const];
    }),
  );
  const value = (key: string): string => values.get(key) ?? '';
  return {
    id: value('ID'),
    idLike: value('ID_LIKE').split(' ').filter(Boolean),
    versionId: value('VERSION_ID'),
    codename: value('VERSION_CODENAME'),
    prettyName: value('PRETTY_NAME'),
  };
}

const unquote = (value: string): string => value.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["'$`\\])/g, '$1');

/** Routes as ip-route(8) shows them, and the next hops of one that has several. */
const parseDefaultRoutes = (text: readonly string[]): Facts['defaultRoutes'] =>
  text.flatMap((line) => {
    const device = / dev (\S+)/.exec(line)?.[1];
    const gateway = / via (\S+)/.exec(line)?.[1];
    return device === undefined ? [] : [{ ...(gateway === undefined ? {} : { gateway }), device }];
  });
