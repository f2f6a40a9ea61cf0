import type { Answer } from '../../status/answer.ts';
import type { Cluster } from '../../status/cluster.ts';
import { foldStatus } from '../../status/fold.ts';
import type { ClusterStatus } from '../../status/shape.ts';
import { createFleet } from '../fleet.ts';
import type { Session, Watch } from '../session.ts';
import { askDrift, askStatus } from './ask.ts';

/** Asks all nodes what they are doing, and whether the plan is empty. Those that do not answer spoil nothing. */
export async function statusOnce(session: Session, watch: Watch, cluster: Cluster): Promise<ClusterStatus> {
  const fleet = createFleet({ ...watch, connect: session.connect, forks: session.forks });
  try {
    const hosts = cluster.hosts.map(({ name }) => name);
    const task = { phase: 'observe' as const, hosts, quiet: true };
    const [{ done, failed }, drift] = await Promise.all([
      fleet.each<Answer>(task, (connection) => askStatus(connection, cluster)),
      askDrift(session, watch, fleet),
    ]);
    const failures = new Map([...failed].map(([host, { message }]) => [host, { state: 'down' as const, message }]));
    return foldStatus(cluster, { now: new Date(), answers: done, failures, drift });
  } finally {
    await fleet.close();
  }
}
