import { throwFailures } from '../../core/errors.ts';
import { withForesight } from '../../core/foresight.ts';
import { createFleet, type Fleet } from '../../engine/run/fleet.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { askDrift, askHeard, askStatus, type HeardNodes, missingOf } from './ask-hosts.ts';
import type { Cluster } from './cluster.ts';
import { foldStatus } from './fold-groups.ts';
import type { ClusterStatus } from './shape.ts';

/** Asks all nodes what they are doing, and whether the plan is empty. Those that do not answer spoil nothing. */
export async function statusOnce(session: Session, watch: Watch, cluster: Cluster): Promise<ClusterStatus> {
  const fleet = createFleet({ ...watch, connect: withForesight(session), forks: session.forks });
  try {
    const hosts = cluster.hosts.map(({ name }) => name);
    const task = { phase: 'observe' as const, hosts, quiet: true };
    const [{ done, failed }, drift] = await Promise.all([
      fleet.each<HeardNodes>(task, (connection) => askStatus(connection, cluster, [])),
      askDrift({ ...session, ...watch, fleet, start: performance.now() }),
    ]);
    throwFailures(hosts.flatMap((host) => failed.get(host) ?? []).filter(({ reached }) => reached === true));
    const failures = new Map([...failed].map(([host, { message }]) => [host, { state: 'down' as const, message }]));
    const answers = new Map([...done].map(([host, { answer }]) => [host, answer]));
    const alive = await heardOf(fleet, cluster, { failures, up: [...answers.keys()] });
    return foldStatus(cluster, { now: new Date(), answers, failures, alive, drift });
  } finally {
    await fleet.close();
  }
}

interface Round {
  readonly failures: ReadonlyMap<string, unknown>;
  readonly up: readonly string[];
}

/** Which of the nodes that did not answer umctl the others hear; asked only where there are such, once they have failed. */
async function heardOf(fleet: Fleet, cluster: Cluster, { failures, up }: Round): Promise<ReadonlyMap<string, string>> {
  const missing = missingOf(cluster, failures);
  if (missing.length === 0) return new Map();
  const { done } = await fleet.each({ phase: 'observe', hosts: up, quiet: true }, (connection) =>
    askHeard(connection, cluster, missing),
  );
  return new Map([...done.values()].flatMap((alive) => [...alive]));
}
