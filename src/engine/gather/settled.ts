import { setTimeout as sleep } from 'node:timers/promises';
import type { Event } from '../../core/events.ts';
import type { Job } from '../../core/job.ts';
import { type Prepared, prepare } from '../compose/prepare.ts';
import type { Fleet } from '../run/fleet.ts';
import type { Session, Watch } from '../run/session.ts';

/** How long is waited for what is under way on hosts, and how long until they are asked again, in milliseconds. */
const LIMIT = 60_000;
const INTERVAL = 2_000;

/**
 * Prepares a run that changes hosts once nothing is under way there that would make its plan another in a moment, as a
 * hand-over does; for as long as that should take. Warnings are told once.
 */
export async function prepareSettled(session: Session, watch: Watch, fleet: Fleet): Promise<Prepared> {
  const told = new Set<string>();
  const report = (event: Event): void => {
    const text = JSON.stringify(event);
    if (event.type === 'warning' && told.has(text)) return;
    told.add(text);
    watch.report(event);
  };
  const end = performance.now() + LIMIT;
  for (;;) {
    const prepared = await prepare(session, { ...watch, report }, fleet);
    const moving = underWay(session.job, prepared);
    if (moving.length === 0 || watch.signal.aborted || performance.now() > end) return prepared;
    watch.report({ type: 'waiting', checks: moving });
    await sleep(INTERVAL, undefined, { signal: watch.signal }).catch(() => undefined);
  }
}

const underWay = ({ plays }: Job, { gathered }: Prepared): readonly string[] => [
  ...new Set(
    plays.flatMap(({ play }) => play.roles.flatMap(({ name, underWay: of }) => of?.(gathered.recalled(name)) ?? [])),
  ),
];
