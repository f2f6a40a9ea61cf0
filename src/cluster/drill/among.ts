import type { Job, PartJob } from '../../core/play.ts';
import { onlyCluster } from '../clusters/pick.ts';

/** The only cluster that the run is for, among the other hosts of the inventory: the load may begin at one of them. */
export function drilledCluster(whole: Job): PartJob {
  const part = onlyCluster(whole);
  if (whole.parts === undefined) return part;
  const own = new Set(part.job.hosts.map(({ name }) => name));
  // They are no nodes of this cluster, whatever they are elsewhere.
  const others = whole.hosts.flatMap((host) => (own.has(host.name) ? [] : [{ ...host, groups: ['all'] }]));
  return { ...part, job: among(part.job, others) };
}

function among(job: Job, others: Job['hosts']): Job {
  const { choice } = job;
  const jobs = [...(choice?.jobs ?? [])].map(
    ([name, one]) => [name, 'plays' in one ? among(one, others) : one] as const,
  );
  return {
    ...job,
    hosts: [...job.hosts, ...others],
    ...(choice === undefined ? {} : { choice: { ...choice, jobs: new Map(jobs) } }),
  };
}
