import { setTimeout as delay } from 'node:timers/promises';
import type { Connect } from '../../core/connection.ts';
import { type Load, startLoad } from '../../load/load.ts';
import { endOf, type LoadResult, type RequestRecord } from '../../load/record.ts';
import type { LoadSettings } from '../../load/settings.ts';
import type { Fault, Target } from '../ports/fault.ts';
import { inShort } from '../stack/names.ts';
import { onHost } from './on-host.ts';
import { type DrillEvent, INTERRUPTED } from './report.ts';

/** How long a drill's parts take, in seconds. */
export interface DrillTimes {
  /** Of load before the fault. */
  readonly baseline: number;
  /** Of answers without a failed request, before the cluster counts as recovered. */
  readonly calm: number;
  /** After which the cluster is not waited for any longer. */
  readonly within: number;
}

export interface DrillPlan {
  readonly fault: Fault;
  readonly target: Target;
  readonly times: DrillTimes;
  readonly load: LoadSettings;
  readonly connect: Connect;
  /** Whether the duties are where they have to be for the cluster to have recovered from the fault. */
  readonly hasTakenOver: () => boolean;
  /** Whether there is one active director. */
  readonly isWhole: () => boolean;
  readonly signal: AbortSignal;
}

/** What came of a drill. */
export interface Course {
  readonly result: LoadResult;
  /** Milliseconds since the load began; undefined = the fault was never made, as requests failed before it. */
  readonly faultAt: number | undefined;
}

/** So often it is looked whether it is time to go on, in milliseconds. */
const LOOK_EVERY = 100;

/** How long a host may take to let umctl in again, beyond the time for which its link is cut, in seconds. */
const REACHED_WITHIN = 60;

/**
 * Load, the fault, the wait for the recovery, the undoing, and load once more for as long: whatever happens, what was done
 * is undone and the load is ended.
 * @throws HostError when the fault cannot be made or not be undone
 */
export async function conduct(
  plan: DrillPlan,
  tell: (event: DrillEvent) => void,
  began: (load: Load) => void,
): Promise<Course> {
  const { fault, target, times, connect, signal } = plan;
  const host = target.node.name;
  const load = startLoad(plan.load);
  began(load);
  const say = (kind: DrillEvent['kind'], message: string): void => tell({ at: load.now(), kind, message });
  let faultAt: number | undefined;
  try {
    say(
      'load',
      `load on ${inShort([plan.load.url, ...(plan.load.also ?? [])])}, ${times.baseline} s of it before the fault`,
    );
    await until(() => load.now() >= times.baseline * 1000, plan, Number.POSITIVE_INFINITY);
    if (signal.aborted || !isWell(load)) return { faultAt, result: await load.stop() };
    const onReady = (): void => {
      faultAt = load.now() + (fault.strikesAfter ?? 0) * 1000;
      tell({ at: faultAt, kind: 'fault', message: `the fault strikes ${host}` });
    };
    const inject = { host, run: fault.inject(target), failing: 'the fault could not be made', next: NEXT, onReady };
    try {
      await onHost(connect, inject);
      const isCalm = await recovered(load, plan, { since: faultAt ?? load.now(), isSettled: plan.hasTakenOver });
      if (isCalm) say('recovered', 'calm again');
      else say('trouble', signal.aborted ? INTERRUPTED : `not recovered within ${times.within} s`);
    } finally {
      if (faultAt !== undefined) await undo(plan, say);
    }
    if (fault.undo !== undefined) {
      const isWhole = await recovered(load, plan, { since: load.now(), isSettled: plan.isWhole });
      if (!isWhole && !signal.aborted) say('trouble', `not whole again within ${times.within} s of the undoing`);
    }
    return { faultAt, result: await load.stop() };
  } catch (error) {
    await load.stop();
    throw error;
  }
}

async function undo(
  { fault, target, connect }: DrillPlan,
  say: (kind: DrillEvent['kind'], message: string) => void,
): Promise<void> {
  if (fault.undo === undefined) return;
  const host = target.node.name;
  say('undo', `undoing the fault on ${host}`);
  const patience = target.cutSeconds + REACHED_WITHIN;
  await onHost(connect, {
    host,
    run: fault.undo(target),
    failing: 'the fault could not be undone',
    next: NEXT,
    patience,
  });
  say('undo', fault.leaves(target));
}

/** A stray failure is told in the report; more than one in a hundred, and nothing could be told of the fault. */
const isWell = ({ requests }: Load): boolean =>
  requests.filter(({ failure }) => failure !== undefined).length * 100 <= requests.length;

const NEXT = 'umctl verify shows what state the cluster is in, umctl apply brings it back';

/** Waits until all is served, nothing has failed for a while and the duties are settled; false when that takes too long. */
const recovered = (
  load: Load,
  plan: DrillPlan,
  { since, isSettled }: { readonly since: number; readonly isSettled: () => boolean },
): Promise<boolean> => {
  const urls = [plan.load.url, ...(plan.load.also ?? [])];
  const isCalm = (): boolean => {
    const quiet = load.now() - plan.times.calm * 1000;
    if (quiet <= since || !isSettled()) return false;
    const isAfter = (one: RequestRecord): boolean => one.at + one.lag >= since && endOf(one) >= quiet;
    const fresh = load.requests.filter(({ kind }) => kind === 'new');
    const failed = fresh.findLast(({ failure }) => failure !== undefined);
    // Where nobody answers nothing has failed either, until the limit of a request is over.
    const isServed = (url: string): boolean =>
      fresh.some((one) => one.failure === undefined && isAfter(one) && (one.url ?? url) === url);
    return (failed === undefined || endOf(failed) < quiet) && urls.every(isServed);
  };
  return until(isCalm, plan, performance.now() + plan.times.within * 1000);
};

async function until(done: () => boolean, { signal }: DrillPlan, deadline: number): Promise<boolean> {
  while (!signal.aborted && performance.now() < deadline) {
    if (done()) return true;
    await delay(LOOK_EVERY);
  }
  return false;
}
