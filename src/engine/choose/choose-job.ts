import { inPlays, possibleJobs } from '../../core/job.ts';
import { askHost } from '../../core/query.ts';
import { askFacts } from '../gather/facts.ts';
import { createFleet } from '../run/fleet.ts';
import type { Session, Watch } from '../run/session.ts';
import { decide } from './decide.ts';

/**
 * The session with the job that is meant, for those who have to know it before they begin. Asks hosts only where the inventory
 * leaves it open.
 */
export async function withJobChosen<S extends Session>(session: S, watch: Watch): Promise<S> {
  if (session.job.choice === undefined) return session;
  const fleet = createFleet({ ...watch, connect: session.connect, forks: session.forks });
  try {
    const names = new Set(possibleJobs(session.job).flatMap((job) => inPlays(job).map(({ name }) => name)));
    const facts = askFacts(session);
    const { done } = await fleet.each({ phase: 'facts', hosts: [...names], quiet: true }, (connection) =>
      askHost(connection, facts),
    );
    return { ...session, job: await decide({ ...session, fleet }, done) };
  } finally {
    await fleet.close();
  }
}
