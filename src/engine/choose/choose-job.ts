import { InputError } from '../../core/errors.ts';
import type { Facts } from '../../core/facts.ts';
import { inPlays, possibleJobs } from '../../core/job.ts';
import { askHost } from '../../core/query.ts';
import { askFacts } from '../gather/facts.ts';
import { createFleet } from '../run/fleet.ts';
import type { Session, Watch } from '../run/session.ts';
import { decide, isDecided } from './decide.ts';

/**
 * The session with the job that is meant, for those who have to know it before they begin. Asks hosts only where the inventory
 * leaves it open, and waits for no more of them than it takes: one of the others may be down.
 */
export async function withJobChosen<S extends Session>(session: S, watch: Watch): Promise<S> {
  if (session.job.choice === undefined) return session;
  const fleet = createFleet({ ...watch, connect: session.connect, forks: session.forks });
  const known = new Map<string, Facts>();
  const enough = Promise.withResolvers<void>();
  const names = new Set(possibleJobs(session.job).flatMap((job) => inPlays(job).map(({ name }) => name)));
  const facts = askFacts(session);
  const all = fleet.each({ phase: 'facts', hosts: [...names], quiet: true }, async (connection, host) => {
    known.set(host, await askHost(connection, facts));
    if (saysEnough(session, known)) enough.resolve();
  });
  try {
    await Promise.race([all, enough.promise]);
    return { ...session, job: await decide({ ...session, fleet }, known) };
  } finally {
    // Links to those that are still waited for are closed once they are there.
    void all.finally(() => fleet.close());
  }
}

/** What is contradictory is told once all have answered. */
function saysEnough(session: Session, known: ReadonlyMap<string, Facts>): boolean {
  try {
    return isDecided(session, known);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
