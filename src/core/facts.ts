import type { AddressFact } from './addresses.ts';

export type { AddressFact };

/** What configures the network of a host. */
export type NetworkOwner = 'ifupdown' | 'network-scripts' | 'NetworkManager' | 'networkd' | 'netplan' | 'unknown';

/** What a host is: asked once, at the start of a run. */
export interface Facts {
  /** `uname -n` */
  readonly nodeName: string;
  /** `uname -r` */
  readonly kernel: string;
  /** `uname -m` */
  readonly machine: string;
  /** Of this boot of this machine: boot id and, where it has one, machine-id(5). */
  readonly boot?: string;
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
  /** First line of /etc/redhat-release or a relative of it; empty where there is none (EL 5 and 6 have no os-release). */
  readonly redhatRelease: string;
  readonly init: 'systemd' | 'sysvinit' | 'unknown';
  /** Who configures the network. */
  readonly network: NetworkOwner;
  /** Version of the NetworkManager that runs; empty where none does. */
  readonly networkManager: string;
  /** Where it keeps the profiles that are active, by device: a keyfile, an ifcfg file, or one in /run that it made itself. */
  readonly profiles: readonly { readonly device: string; readonly file: string }[];
  readonly selinux: 'enforcing' | 'permissive' | 'disabled';
  /** Whether the kernel has the `hidden` setting of interfaces (a patch to Linux 2.2 and 2.4). */
  readonly hiddenArp: boolean;
  /** Whether the syslog that starts at boot is sysklogd, by an init script of EL 5. */
  readonly sysklogd: boolean;
  /** Network interfaces by name; unset where the host does not say (no /sys). */
  readonly interfaces?: readonly string[];
  /** IPv4 addresses, in the order of ip-address(8). */
  readonly addresses: readonly AddressFact[];
  /** `ip route show 0/0` */
  readonly defaultRoutes: readonly { readonly gateway?: string; readonly device: string }[];
  /** The virtual address that the host's cluster had at the last run, by its own list of members. */
  readonly served?: string;
  /** Whether the kernel has IPVS, loaded or loadable. */
  readonly ipvs: boolean;
}
