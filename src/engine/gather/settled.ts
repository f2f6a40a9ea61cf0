import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '../../core/events.ts';
import { prepare } from '../compose/prepare.ts';
import type { Prepared } from '../compose/prepared.ts';
import type { Run } from '../run/run.ts';

/** How long is waited for what is under way on hosts, and how long until they are asked again, in milliseconds. */
const LIMIT = 60_000;
const INTERVAL = 2_000;

/**
 * Prepares a run that changes hosts once nothing is under way there that would make its plan another in a moment, as a
 * hand-over does; for as long as that should take. Warnings are told once.
 */
export async function prepareSettled(run: Run): Promise<Prepared> {
  const told = new Set<string>();
  const report = (event: Event): void => {
    const text = JSON.stringify(event);
    if ((event.type === 'warning' || event.type === 'chosen') && told.has(text)) return;
    told.add(text);
    run.report(event);
  };
  const end = performance.now() + LIMIT;
  for (;;) {
    const prepared = await prepare({ ...run, report });
    const moving = underWay(prepared);
    if (moving.length === 0 || run.signal.aborted || performance.now() > end)
      return { ...prepared, run: { ...prepared.run, report: run.report } };
    run.report({ type: 'waiting', checks: moving });
    await sleep(INTERVAL, undefined, { signal: run.signal }).catch(() => undefined);
  }
}

const underWay = ({ run: { job }, gathered }: Prepared): readonly string[] => [
  ...new Set(
    job.plays.flatMap(({ play }) =>
      play.roles.flatMap(({ name, underWay: of }) => of?.(gathered.recalled(name)) ?? []),
    ),
  ),
];
