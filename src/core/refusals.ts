import type { Problem } from './errors.ts';
import { rolesOf } from './job.ts';
import { placed } from './place.ts';
import type { Job } from './play.ts';

/** All that roles refuse of an inventory before any host is asked, each once, at its place. Pure. */
export const refusals = (job: Job): readonly Problem[] =>
  distinct(
    job.hosts.flatMap((host) =>
      rolesOf(job, host.name).flatMap((role) =>
        (role.refuse?.(placed(job, role, host)) ?? []).map(({ path, message }) => ({ at: host.at(path), message })),
      ),
    ),
  );

/** What is wrong for every host of a group is wrong once. */
export const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];
