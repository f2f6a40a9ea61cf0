import { nameOf } from '../../roles/ldirectord/drain/note.ts';
import { newest } from '../../roles/ldirectord/drain/register.ts';
import { virtualAddress } from '../../roles/shared/segment.ts';
import type { Answer } from './answer.ts';
import type { Cluster } from './cluster.ts';
import { alarmsOf, problemsOf } from './findings.ts';
import { serviceStatus } from './services.ts';
import type { ClusterStatus, Drift, HostStatus } from './shape.ts';

/** What is known of the nodes at one moment. */
export interface Known {
  readonly now: Date;
  readonly answers: ReadonlyMap<string, Answer>;
  /** Nodes that have not answered, and why. */
  readonly failures: ReadonlyMap<string, { readonly state: 'silent' | 'down'; readonly message: string }>;
  readonly drift: Drift;
}

/** Puts what the nodes have said together. Pure. */
export function foldStatus(cluster: Cluster, { now, answers, failures, drift }: Known): ClusterStatus {
  const { address } = virtualAddress(cluster.vars);
  const hosts = cluster.hosts.map((host): HostStatus => {
    const failure = failures.get(host.name);
    const answer = answers.get(host.name);
    if (answer === undefined || failure !== undefined)
      return { ...host, state: failure?.state ?? 'down', failure: failure?.message ?? 'not asked', holds: [] };
    const { holds, heldFor, mac, heartbeat, ldirectord } = answer;
    return {
      ...host,
      state: 'up',
      holds,
      ...(heldFor === undefined ? {} : { heldFor }),
      ...(mac === undefined ? {} : { mac }),
      ...(heartbeat === undefined ? {} : { heartbeat }),
      ...(ldirectord === undefined ? {} : { ldirectord }),
    };
  });
  const up = new Map([...answers].filter(([host]) => !failures.has(host)));
  const registers = [...answers].flatMap(([host, { register }]) =>
    register === undefined ? [] : [[host, register] as const],
  );
  const { drained } = newest(new Map(registers));
  const active = hosts.filter(({ holds }) => holds.length > 0);
  const services = serviceStatus(
    { ...cluster, recalled: new Map(registers) },
    active.flatMap(({ name }) => answers.get(name) ?? []),
  );
  const arp = arpOf(hosts, up);
  const seen = { address, hosts, active, arp, services };
  return {
    at: now.toISOString(),
    address,
    active: active.map(({ name, heldFor }) => ({
      host: name,
      ...(heldFor === undefined ? {} : { since: new Date(now.getTime() - heldFor * 1000).toISOString() }),
    })),
    arp,
    alarms: alarmsOf(seen),
    problems: problemsOf(seen),
    hosts,
    services,
    drained: drained.map((one) => ({ ...one, name: nameOf(one.address, cluster.nodes) })),
    drift,
  };
}

/** Nobody hears itself: an owner is heard by the others. */
function arpOf(hosts: readonly HostStatus[], answers: ReadonlyMap<string, Answer>): ClusterStatus['arp'] {
  const macs = new Set([...answers.values()].flatMap(({ heard }) => [...heard]));
  const owner = (mac: string) => hosts.find((host) => host.mac === mac)?.name ?? mac;
  return {
    owners: [...macs].map(owner),
    heardBy: [...answers].flatMap(([host, { heard }]) => (heard.size > 0 ? [host] : [])),
  };
}
