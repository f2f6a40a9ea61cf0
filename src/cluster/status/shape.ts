import type { Drained } from '../drain/register.ts';

/** A node as it is. */
export interface HostStatus {
  readonly name: string;
  readonly director: boolean;
  /** Its address on the segment. */
  readonly address: string;
  /** `silent`: connected, and overdue with its answer; `unreachable`: umctl cannot ask it, and others hear that it is there. */
  readonly state: 'up' | 'silent' | 'down' | 'unreachable';
  /** Why it is not up. */
  readonly failure?: string;
  /** What others know of it while it does not answer umctl. */
  readonly seen?: readonly string[];
  /** Interfaces that have the virtual address, loopbacks left out. */
  readonly holds: readonly string[];
  /** For how many seconds they have had it. */
  readonly heldFor?: number;
  /** Hardware address on the segment, lower case. */
  readonly mac?: string;
  /** What the stack says of a director, in fields of its own; see `StatusPart.fields`. */
  readonly [field: string]: unknown;
}

/** A real server of a virtual service, as the active director has it. */
export interface RealStatus {
  /** The inventory's name, or the address where it is none of the nodes. */
  readonly name: string;
  readonly address: string;
  readonly forwarding: string;
  /** Undefined where the table has no such real server. */
  readonly weight?: number;
  readonly wanted?: number;
  readonly active: number;
  readonly inactive: number;
  readonly persistent: number;
}

export interface ServiceStatus {
  readonly name: string;
  /** `TCP 192.168.6.240:80` */
  readonly key: string;
  readonly scheduler: string;
  readonly flags: readonly string[];
  readonly reals: readonly RealStatus[];
}

/** What differs from the inventory: steps by host, or why that is not known. */
export type Drift = Differences | { readonly unknown: string };

export interface Differences {
  readonly steps: Readonly<Record<string, readonly string[]>>;
  /** Those of them that serving depends on, by host; without those that only follow from others. */
  readonly serving?: Readonly<Record<string, readonly Difference[]>>;
}

export interface Difference {
  /** Of the step. */
  readonly id: string;
  /** The step with what it changes. */
  readonly what: string;
}

/** Virtual addresses that go to the same director, where directors share them. */
export interface SharedAddresses {
  readonly addresses: readonly string[];
  readonly active: readonly string[];
  readonly arp: ClusterStatus['arp'];
}

/** A cluster at one moment. */
export interface ClusterStatus {
  /** ISO 8601 */
  readonly at: string;
  readonly address: string;
  /** The directors (or other nodes) that have the virtual address on an interface, and since when. */
  readonly active: readonly { readonly host: string; readonly since?: string }[];
  /** The same for each group of virtual addresses, where directors share these by `prefer`. */
  readonly shared?: readonly SharedAddresses[];
  /** Who answers ARP for it, as the others hear it; a hardware address that is no node's stands for itself. */
  readonly arp: {
    readonly owners: readonly string[];
    readonly heardBy: readonly string[];
    /** The nodes that could ask, and those that could not, with why. A node does not hear itself. */
    readonly askedFrom: readonly string[];
    readonly deaf: readonly { readonly host: string; readonly why: string }[];
  };
  /** Two have the address: clients' packets go here and there. */
  readonly alarms: readonly string[];
  /** What does not work. */
  readonly problems: readonly string[];
  /** What could not be found out, and why. */
  readonly unknown: readonly string[];
  readonly hosts: readonly HostStatus[];
  readonly services: readonly ServiceStatus[];
  readonly drained: readonly (Drained & { readonly name: string })[];
  readonly drift: Drift;
}
