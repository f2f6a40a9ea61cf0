import { realServerName } from '../drain/note.ts';
import { newest } from '../drain/register.ts';
import { addressTexts } from '../model/virtual-addresses.ts';
import { inShort } from '../stack/names.ts';
import type { Answer } from './answer.ts';
import { arpOf } from './arp.ts';
import type { Cluster } from './cluster.ts';
import { alarmsOf } from './findings/alarms.ts';
import { problemsOf, unknownOf } from './findings/problems.ts';
import type { Seen } from './findings/seen.ts';
import { serviceStatus } from './services.ts';
import type { ClusterStatus, Drift, HostStatus } from './shape.ts';
import { type NodeFailure, unanswered } from './unanswered.ts';

/** What is known of the nodes at one moment. */
export interface KnownState {
  readonly now: Date;
  readonly answers: ReadonlyMap<string, Answer>;
  /** Nodes that have not answered, and why. */
  readonly failures: ReadonlyMap<string, NodeFailure>;
  /** Hardware addresses of those of them that others hear on the segment, by name. */
  readonly alive?: ReadonlyMap<string, string>;
  readonly drift: Drift;
}

/** Puts what the nodes have said together, of a cluster with one active director. Pure. */
export function foldPart(
  cluster: Cluster,
  { now, answers, failures, alive = new Map(), drift }: KnownState,
): ClusterStatus {
  const addresses = addressTexts(cluster.vars);
  const address = inShort(addresses);
  const { ha, balancer } = cluster.stack;
  const up = new Map([...answers].filter(([host]) => !failures.has(host)));
  const arp = arpOf(cluster, up, alive);
  const hosts = cluster.hosts.map((host): HostStatus => {
    const answer = up.get(host.name);
    return answer === undefined
      ? unanswered(host, { failure: failures.get(host.name), answers: up, arp, alive, address, ha })
      : answered(cluster, host, answer);
  });
  const registers = [...answers].flatMap(([host, { register }]) =>
    register === undefined ? [] : [[host, register] as const],
  );
  const { drained } = newest(new Map(registers));
  const active = hosts.filter(({ holds }) => holds.length > 0);
  const wanted = balancer.wanted({ ...cluster, recalled: new Map(registers) });
  const directing = active.flatMap(({ name }) => answers.get(name) ?? []);
  const services = serviceStatus(wanted, cluster.nodes, directing);
  const directors = hosts.flatMap(({ name, director }) => {
    const answer = director ? up.get(name) : undefined;
    return answer === undefined ? [] : [[name, answer] as const];
  });
  const seen: Seen = {
    ...{ address, hosts, active, arp, services, drift, wanted, answers: up, asked: cluster.asked },
    unasked: cluster.unasked.map(({ name }) => name),
    serviceNames: new Map(wanted.map(({ key, name }) => [key, name])),
    handingOver: directors.some(([, answer]) => ha.status.handsOver(answer)),
    ready: new Set(directors.flatMap(([name, answer]) => (ha.status.isReady(answer) ? [name] : []))),
    mends: ha.status.mends,
    shared: cluster.shared === true,
  };
  return {
    at: now.toISOString(),
    address: addresses.join(', '),
    active: active.map(({ name }) => {
      const since = answers.get(name)?.held?.since;
      return { host: name, ...(since === undefined ? {} : { since: new Date(since * 1000).toISOString() }) };
    }),
    arp,
    alarms: alarmsOf(seen),
    problems: problemsOf(seen, cluster.stack),
    unknown: unknownOf(seen),
    hosts,
    services,
    drained: drained.map((one) => ({ ...one, name: realServerName(one.address, cluster.nodes) })),
    drift,
  };
}

function answered({ stack: { ha, balancer } }: Cluster, host: Cluster['hosts'][number], answer: Answer): HostStatus {
  const { holds, held, mac } = answer;
  return {
    ...host,
    state: 'up',
    holds,
    ...(held === undefined ? {} : { heldFor: held.seconds }),
    ...(mac === undefined ? {} : { mac }),
    ...(host.director ? { ...ha.status.fields(answer), ...balancer.status.fields(answer) } : {}),
  };
}
