import { InputError } from '../../core/errors.ts';
import { anyJob } from '../../core/job.ts';
import { partsOf } from '../../core/part-jobs.ts';
import type { Job, PartJob } from '../../core/play.ts';
import { ofPart, sessionOf } from '../../engine/parts/of-part.ts';
import { partsAtWork } from '../../engine/parts/side-by-side.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { findRealServer } from '../drain/target.ts';
import { listed } from '../stack/names.ts';
import { refuseSuccessor } from '../switchover/successor.ts';

/** Finds the cluster that a command is about. @throws InputError where there is none, or several */
export type Pick = (job: Job) => PartJob;

const hasDirectors = ({ job }: PartJob): boolean => job.hosts.some(({ groups }) => groups.includes('directors'));

/** The clusters that a run is for. */
export const clustersAtWork = (session: { readonly job: Job }): readonly PartJob[] =>
  session.job.parts === undefined ? partsOf(session.job) : partsAtWork(session).filter(hasDirectors);

/** The only cluster that the run is for. */
export const onlyCluster: Pick = (job) => one(clustersAtWork({ job }), 'there are several clusters');

/** The cluster that a director is of; the only one, where none is named. */
export const clusterOfDirector =
  (name: string | undefined): Pick =>
  (job) =>
    name === undefined
      ? onlyCluster(job)
      : fitting(job, `${name} is a director`, (each) => refuseSuccessor(each, name));

/** The cluster that has the real server. */
export const clusterOfRealServer =
  (node: string): Pick =>
  (job) =>
    fitting(job, `${node} is a real server`, (each) => void findRealServer(each, node));

/** The session for that cluster, and what hears of it. */
export function inCluster<S extends Session>(session: S, watch: Watch, pick: Pick): { session: S; watch: Watch } {
  if (session.job.parts === undefined) return { session, watch };
  const part = pick(session.job);
  return { session: sessionOf(session, part), watch: ofPart(watch, part) };
}

/** @throws InputError what is wrong with all, where none fits */
function fitting(job: Job, what: string, fits: (job: Job) => void): PartJob {
  const wrong: InputError[] = [];
  const found = clustersAtWork({ job }).filter((part) => {
    try {
      anyJob(part.job, fits);
      return true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      wrong.push(error);
      return false;
    }
  });
  if (found.length > 0) return one(found, `${what} of several clusters`);
  throw new InputError(wrong.flatMap(({ problems }) => problems));
}

function one(found: readonly PartJob[], what: string): PartJob {
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  const names = found.flatMap(({ name }) => name ?? []);
  if (first === undefined) throw new InputError([{ message: 'no cluster has a director that the run is for' }]);
  throw new InputError([{ message: `${what} (${listed(names)}): say which is meant, as with --limit ${names[0]}` }]);
}
