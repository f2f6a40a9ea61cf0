import type { VirtualServer } from '../../ipvs/table.ts';
import type { Answer } from '../answer.ts';
import type { AskedNode } from '../node.ts';
import type { ClusterStatus, HostStatus } from '../shape.ts';

/** What findings are made of. */
export interface Seen {
  readonly address: string;
  readonly hosts: readonly HostStatus[];
  readonly active: readonly HostStatus[];
  readonly arp: ClusterStatus['arp'];
  readonly services: ClusterStatus['services'];
  readonly drift: ClusterStatus['drift'];
  /** Names of nodes that the run is not for. */
  readonly unasked: readonly string[];
  /** Of the nodes that are up. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly asked: ReadonlyMap<string, AskedNode>;
  /** Duties are handed over just now: for that moment two may have the address, and rightly. */
  readonly handingOver: boolean;
  /** Directors that take over with the table that they have: it has to be as good as that of who is active. */
  readonly ready: ReadonlySet<string>;
  readonly mends: Mends;
  /** Directors share the virtual addresses: a standby's table is in force, and sends on nothing. */
  readonly shared: boolean;
  /** The table as the inventory wants it, with its services' names by key. */
  readonly wanted: readonly VirtualServer[];
  readonly serviceNames: ReadonlyMap<string, string>;
}

/**
 * Steps of a plan that put right what is wrong with who directs: told as that, it is not told again as drift. Their ids, which
 * are a resource's type and key: no title may say so, as it may be worded anew.
 */
export interface Mends {
  /** The id of the step by which a director takes the address that nobody has. */
  readonly nobody: string;
  /** The id of the step by which one of two that have it gives it up. */
  readonly two: string;
  /** The ids of those that settle which director balances. */
  readonly table: RegExp;
}

/** Something wrong on one node, told behind its name, and what in a plan would put it right: that is not told a second time as drift. */
export interface Finding {
  readonly host: string;
  readonly message: string;
  readonly mendedBy: RegExp;
}

/** Whether a node is down by all that is known: whoever is there, and cannot be asked by umctl, may serve clients. */
export const isDown = ({ state }: HostStatus): boolean => state === 'down' || state === 'silent';

/** Nodes that may have the address without umctl's knowing: they were not asked, or do not answer. */
export const unseen = ({ hosts, unasked }: Pick<Seen, 'hosts' | 'unasked'>): readonly string[] => [
  ...hosts.flatMap(({ name, state }) => (state === 'up' ? [] : [name])),
  ...unasked,
];

/** Nodes that answer ARP for the address, and that umctl cannot ask. */
export const servingUnseen = (seen: Pick<Seen, 'hosts' | 'unasked' | 'arp'>): readonly string[] =>
  seen.arp.owners.filter((owner) => unseen(seen).includes(owner));
