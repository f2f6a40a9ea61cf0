import type { HaStack } from '../ports/ha-stack.ts';
import type { Answer } from './answer.ts';
import type { Cluster } from './cluster.ts';
import type { ClusterStatus, HostStatus } from './shape.ts';

/** Why a node has not answered umctl. */
export interface NodeFailure {
  readonly state: 'silent' | 'down';
  readonly message: string;
}

interface Others {
  readonly failure: NodeFailure | undefined;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly arp: ClusterStatus['arp'];
  /** Nodes that others hear on the segment. */
  readonly alive: ReadonlyMap<string, string>;
  /** The virtual address. */
  readonly address: string;
  readonly ha: HaStack;
}

/**
 * A node that does not answer umctl, by what the others know of it: one that they hear on the segment is not down. What a stack
 * sees alone is no proof of that: it takes a node that has just died for alive until its deadtime is over.
 */
export function unanswered(host: Cluster['hosts'][number], others: Others): HostStatus {
  const { failure, answers, arp, alive, address, ha } = others;
  const serves = arp.owners.includes(host.name);
  const seers = [...answers].flatMap(([other, answer]) => (ha.status.sees(answer).includes(host.name) ? [other] : []));
  const seen = [
    ...(serves ? [`it answers ARP for ${address}`] : alive.has(host.name) ? ['it answers ARP'] : []),
    ...(seers.length === 0 ? [] : [`${ha.id} on ${seers.join(' and ')} sees it active`]),
  ];
  return {
    ...host,
    state: serves || alive.has(host.name) ? 'unreachable' : (failure?.state ?? 'down'),
    failure: failure?.message ?? 'not asked',
    ...(seen.length === 0 ? {} : { seen }),
    holds: [],
  };
}
