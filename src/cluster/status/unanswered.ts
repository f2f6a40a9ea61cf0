import type { Answer } from './answer.ts';
import type { Cluster } from './cluster.ts';
import type { ClusterStatus, HostStatus } from './shape.ts';

/** Why a node has not answered umctl. */
export interface Failure {
  readonly state: 'silent' | 'down';
  readonly message: string;
}

interface Others {
  readonly failure: Failure | undefined;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly arp: ClusterStatus['arp'];
  /** Nodes that others hear on the segment. */
  readonly alive: ReadonlyMap<string, string>;
  /** The virtual address. */
  readonly address: string;
}

/**
 * A node that does not answer umctl, by what the others know of it: one that they hear on the segment is not down. heartbeat alone
 * is no proof of that, as it sees a node that has just died as active until its deadtime is over.
 */
export function unanswered(host: Cluster['hosts'][number], others: Others): HostStatus {
  const { failure, answers, arp, alive, address } = others;
  const serves = arp.owners.includes(host.name);
  const heartbeats = [...answers].flatMap(([other, { heartbeat }]) =>
    heartbeat?.peers.some(({ node, status }) => node === host.name && status === 'active') === true ? [other] : [],
  );
  const seen = [
    ...(serves ? [`it answers ARP for ${address}`] : alive.has(host.name) ? ['it answers ARP'] : []),
    ...(heartbeats.length === 0 ? [] : [`heartbeat on ${heartbeats.join(' and ')} sees it active`]),
  ];
  return {
    ...host,
    state: serves || alive.has(host.name) ? 'unreachable' : (failure?.state ?? 'down'),
    failure: failure?.message ?? 'not asked',
    ...(seen.length === 0 ? {} : { seen }),
    holds: [],
  };
}
