import type { Host } from '../../core/host.ts';
import { workOn } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';
import type { Plans } from '../compose/prepared.ts';
import type { Progress } from './summarise.ts';

/** Every host that the run is for, with its failure or its plan. */
export function progress(
  { job }: { readonly job: Job },
  failed: Plans['failed'],
  plans?: Plans,
  done?: ReadonlyMap<string, number>,
): ReadonlyMap<string, Progress> {
  // A host that is left alone has neither a plan nor a failure; see Domain.review.
  const isGone = ({ name }: Host): boolean => plans?.steps.has(name) === false && !failed.has(name);
  const known = workOn(job).filter((host) => !isGone(host));
  const names = new Set([...known.map(({ name }) => name), ...failed.keys()]);
  return new Map(
    [...names].map((host) => {
      const failure = failed.get(host);
      const counts = { planned: plans?.steps.get(host)?.length ?? 0, done: done?.get(host) ?? 0 };
      return [host, failure === undefined ? counts : { ...counts, failure }];
    }),
  );
}
