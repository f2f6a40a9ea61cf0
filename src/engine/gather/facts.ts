import { factsBroughtBy, factsToAsk, queryFacts } from '../../core/asked-facts.ts';
import type { Fact } from '../../core/fact.ts';
import type { Facts } from '../../core/facts.ts';
import { possibleJobs } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';
import type { Query } from '../../core/query.ts';
import type { Session } from '../run/session.ts';

type Asked = Pick<Session, 'job' | 'platformFacts'>;

/** The facts that a run needs: those of every host, and what platform, domain, playbook and roles bring. */
export const factsOf = ({ job, platformFacts }: Asked): readonly Fact<unknown>[] =>
  factsToAsk([...platformFacts, ...possibleJobs(job).flatMap(broughtBy)]);

const broughtBy = (job: Job): readonly Fact<unknown>[] =>
  factsBroughtBy({ ...job, plays: job.plays.map(({ play }) => play) });

/** Asks a host for all of them. */
export const askFacts = (session: Asked): Query<Facts> => queryFacts(factsOf(session));
