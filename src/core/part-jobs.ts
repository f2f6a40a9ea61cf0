import { possibleJobs } from './job.ts';
import type { Job, PartJob } from './play.ts';

/** The jobs of all parts; a job without parts is the only one. */
export const partsOf = (job: Job): readonly PartJob[] => job.parts ?? [{ job }];

/** All jobs that the parts of a job may turn out to be. */
export const allJobs = (job: Job): readonly Job[] => partsOf(job).flatMap((part) => possibleJobs(part.job));
