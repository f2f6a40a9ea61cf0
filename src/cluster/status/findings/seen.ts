import type { VirtualServer } from '../../ipvs/table.ts';
import type { Answer } from '../answer.ts';
import type { NodeQuestions } from '../ask.ts';
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
  readonly questions: ReadonlyMap<string, NodeQuestions>;
  /** The table as the inventory wants it, with its services' names by key. */
  readonly wanted: readonly VirtualServer[];
  readonly serviceNames: ReadonlyMap<string, string>;
}

/** Something wrong on one node, told behind its name, and what in a plan would put it right: that is not told a second time as drift. */
export interface Finding {
  readonly host: string;
  readonly message: string;
  readonly mendedBy: RegExp;
}

/**
 * Whether duties are handed over just now: for that moment two may have the address, and rightly. What heartbeat says of
 * itself does not count: it says `transition` for ever where it is alone, and in a split.
 */
export const isHandingOver = (hosts: readonly HostStatus[]): boolean =>
  hosts.some(({ heartbeat }) => heartbeat?.handsOver === true);

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
