import { services as wantedServices } from '../../../roles/ldirectord/service.ts';
import { wantedTable } from '../../../roles/ldirectord/table.ts';
import { nameOf } from '../drain/note.ts';
import { newest } from '../drain/register.ts';
import { virtualAddress } from '../model/segment.ts';
import type { Answer } from './answer.ts';
import { arpOf } from './arp.ts';
import type { Cluster } from './cluster.ts';
import { alarmsOf } from './findings/alarms.ts';
import { problemsOf, unknownOf } from './findings/problems.ts';
import { serviceStatus } from './services.ts';
import type { ClusterStatus, Drift, HostStatus } from './shape.ts';
import { type Failure, unanswered } from './unanswered.ts';

/** What is known of the nodes at one moment. */
export interface Known {
  readonly now: Date;
  readonly answers: ReadonlyMap<string, Answer>;
  /** Nodes that have not answered, and why. */
  readonly failures: ReadonlyMap<string, Failure>;
  /** Hardware addresses of those of them that others hear on the segment, by name. */
  readonly alive?: ReadonlyMap<string, string>;
  readonly drift: Drift;
}

/** Puts what the nodes have said together. Pure. */
export function foldStatus(
  cluster: Cluster,
  { now, answers, failures, alive = new Map(), drift }: Known,
): ClusterStatus {
  const { address } = virtualAddress(cluster.vars);
  const up = new Map([...answers].filter(([host]) => !failures.has(host)));
  const arp = arpOf(cluster, up, alive);
  const hosts = cluster.hosts.map((host): HostStatus => {
    const answer = up.get(host.name);
    return answer === undefined
      ? unanswered(host, { failure: failures.get(host.name), answers: up, arp, alive, address })
      : answered(host, answer);
  });
  const registers = [...answers].flatMap(([host, { register }]) =>
    register === undefined ? [] : [[host, register] as const],
  );
  const { drained } = newest(new Map(registers));
  const active = hosts.filter(({ holds }) => holds.length > 0);
  const context = { ...cluster, recalled: new Map(registers) };
  const services = serviceStatus(
    context,
    active.flatMap(({ name }) => answers.get(name) ?? []),
  );
  const wanted = wantedTable(context);
  const seen = {
    ...{ address, hosts, active, arp, services, drift, wanted, answers: up, questions: cluster.questions },
    unasked: cluster.unasked.map(({ name }) => name),
    serviceNames: new Map(wantedServices(context).map(({ vars }, i) => [wanted[i]?.key ?? '', vars.name])),
  };
  return {
    at: now.toISOString(),
    address,
    active: active.map(({ name }) => {
      const since = answers.get(name)?.held?.since;
      return { host: name, ...(since === undefined ? {} : { since: new Date(since * 1000).toISOString() }) };
    }),
    arp,
    alarms: alarmsOf(seen),
    problems: problemsOf(seen),
    unknown: unknownOf(seen),
    hosts,
    services,
    drained: drained.map((one) => ({ ...one, name: nameOf(one.address, cluster.nodes) })),
    drift,
  };
}

function answered(host: Cluster['hosts'][number], answer: Answer): HostStatus {
  const { holds, held, mac, heartbeat, ldirectord } = answer;
  return {
    ...host,
    state: 'up',
    holds,
    ...(held === undefined ? {} : { heldFor: held.seconds }),
    ...(mac === undefined ? {} : { mac }),
    ...(heartbeat === undefined ? {} : { heartbeat }),
    ...(ldirectord === undefined ? {} : { ldirectord }),
  };
}
