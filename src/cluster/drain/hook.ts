import type { Step } from '../../core/plan.ts';
import type { Hook, HookContext, Job, Operation, Requester } from '../../core/play.ts';
import { servedAddresses } from '../facts/served.ts';
import { stackOf } from '../stack/stack-of.ts';
import type { DrainChange } from './change.ts';
import { directorsJob } from './job.ts';
import { drains, undrains } from './left-drained.ts';
import { drainRole } from './role.ts';
import { realServerOf } from './target.ts';

interface DrainedOptions {
  /** Which changes need it; default: those with an impact on what runs, such as the restart of a service. */
  readonly when?: (turn: HookContext) => boolean;
  /** How long established connections may take to end, in seconds; after that the roll-out stops. Default 300. */
  readonly timeout?: number;
}

/**
 * Takes the real server of a host out of the rotation before the host is changed, and gives it clients again after it: for
 * `around` of plays that restart the real service. A change that fails leaves it drained; plans say so.
 */
export function drained({ when = hasImpact, timeout = 300 }: DrainedOptions = {}): Hook {
  const act = (
    turn: HookContext,
    what: string,
    rest: Partial<Operation>,
    ...to: readonly DrainChange['to'][]
  ): Operation | undefined =>
    when(turn) && !joins(turn)
      ? {
          ...rest,
          name: `${turn.host.name} ${what}`,
          ...{ preconditions: [], run: {}, postconditions: [] },
          jobs: (job, by) => to.flatMap((one) => drainJobs(job, by, { host: turn.host.name, to: one, timeout })),
        }
      : undefined;
  return {
    before: (turn) =>
      act(turn, 'is drained', { marks: { begun: drains(turn.host.name) }, note: noteOf(timeout) }, 'drained'),
    after: (turn) =>
      act(turn, 'gets clients again', { marks: { done: undrains(turn.host.name) } }, 'returning', 'in service'),
  };
}

const noteOf = (timeout: number): string =>
  `because its change would end connections: it gets no new ones, and those that it has may take ${timeout / 60} min to end. ` +
  'It gets clients again after the change';

/** Whether the host is no member of a cluster that has others: it gets no clients yet, whatever runs there. */
const joins = ({ facts, places }: HookContext): boolean =>
  servedAddresses(facts).length === 0 && places.some((place) => servedAddresses(place.facts).length > 0);

const hasImpact = ({ steps }: HookContext): boolean => steps.some(isFelt);

/** The same of one service; one that does not run yet, as on a host that joins, has no clients to lose. */
export const changesRunning =
  (service: string) =>
  ({ steps }: HookContext): boolean =>
    steps.some((step) => step.type === 'service' && step.key === service && isFelt(step));

const isFelt = ({ impact }: Step): boolean => impact === 'reload' || impact === 'interrupts';

/**
 * Where no other real server gets clients it goes on all the same: the change may be what mends them.
 * None for a host that is no real server of any service.
 */
function drainJobs(
  job: Job,
  { by, since }: Requester,
  { host, to, timeout }: { readonly host: string; readonly to: DrainChange['to']; readonly timeout: number },
): readonly Job[] {
  const address = realServerOf(job, host);
  if (address === undefined) return [];
  const change: DrainChange = { to, addresses: [address], by, since, why: 'a rolling change' };
  return [directorsJob(job, drainRole(stackOf(job).balancer, change, { timeout, allowOutage: true }))];
}
