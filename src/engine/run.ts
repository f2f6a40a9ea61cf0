import type { Summary } from '../core/events.ts';
import { workOn } from '../core/job.ts';
import { createFleet, type Fleet } from './fleet.ts';
import type { Plans } from './prepare.ts';
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
  const names = new Set([...workOn(session.job).map(({ name }) => name), ...failed.keys()]);
  return new Map(
    [...names].map((host) => {
      const failure = failed.get(host);
      const counts = { planned: plans?.steps.get(host)?.length ?? 0, done: done?.get(host) ?? 0 };
      return [host, failure === undefined ? counts : { ...counts, failure }];
    }),
  );
}
