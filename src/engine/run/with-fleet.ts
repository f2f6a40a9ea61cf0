import type { Summary } from '../../core/events.ts';
import type { Host } from '../../core/host.ts';
import { workOn } from '../../core/job.ts';
import type { Plans } from '../compose/prepare.ts';
import { createFleet, type Fleet } from './fleet.ts';
import type { Session, Watch } from './session.ts';
import type { Progress } from './summarise.ts';

/** Does `work` with a fleet of its own, whose connections are closed whatever happens. */
export async function run(
  session: Session,
  watch: Watch,
  work: (fleet: Fleet, start: number) => Promise<Summary>,
): Promise<Summary> {
  const fleet = createFleet({ ...watch, connect: session.connect, forks: session.forks });
  try {
    return await work(fleet, performance.now());
  } finally {
    await fleet.close();
  }
}

/** Every host that the run is for, with its failure or its plan. */
export function progress(
  session: Session,
  failed: Plans['failed'],
  plans?: Plans,
  done?: ReadonlyMap<string, number>,
): ReadonlyMap<string, Progress> {
  // A host that is left alone has neither a plan nor a failure; see Domain.review.
  const isGone = ({ name }: Host): boolean => plans?.steps.has(name) === false && !failed.has(name);
  const known = workOn(session.job).filter((host) => !isGone(host));
  const names = new Set([...known.map(({ name }) => name), ...failed.keys()]);
  return new Map(
    [...names].map((host) => {
      const failure = failed.get(host);
      const counts = { planned: plans?.steps.get(host)?.length ?? 0, done: done?.get(host) ?? 0 };
      return [host, failure === undefined ? counts : { ...counts, failure }];
    }),
  );
}
