import type { CheckResult } from '../core/check.ts';
import type { Desired } from '../core/compose.ts';
import type { HostFailure } from '../core/errors.ts';
import type { Step } from '../core/plan.ts';
import { batches } from '../core/rollout.ts';
import { moved, notConverged } from './differences.ts';
import type { Fleet } from './fleet.ts';
import { gate } from './gate.ts';
import { changeGuarded, guardsOf } from './guard/change-guarded.ts';
import { observe, samePlan } from './observe.ts';
import type { Plans, Prepared } from './prepare.ts';
import type { Session, Watch } from './session.ts';

/** How far the hosts came: steps done, and failures, by host. */
export interface Rolled {
  readonly done: ReadonlyMap<string, number>;
  readonly failed: ReadonlyMap<string, HostFailure>;
  /** What the gates between batches found; after a complaint nothing more was touched. */
  readonly checks: readonly CheckResult[];
  /** Whether all that was approved was done. */
  readonly complete: boolean;
}

/**
 * Changes the hosts, play by play and batch by batch. First all are observed again, and unless each has the approved
 * plan still, none is touched; a host whose turn comes later is observed once more then. After each play its plan must
 * be empty there; after each batch but the last its checks must pass. The first batch that does not come through is
 * the last one begun.
 */
export async function roll(
  session: Session,
  watch: Watch,
  fleet: Fleet,
  { prepared, approved }: { readonly prepared: Prepared; readonly approved: Plans },
): Promise<Rolled> {
  const done = new Map<string, number>();
  const failed = new Map<string, HostFailure>();
  const checks: CheckResult[] = [];
  const agreed = await stillAsApproved([...approved.steps.keys()], session, fleet, { prepared, approved });
  if (agreed.size > 0) return { done, failed: agreed, checks, complete: false };
  const begun = new Set<string>();
  for (const [index, { play, hosts }] of session.job.plays.entries()) {
    const stepsOf = (host: string): readonly Step[] => stepsOfPlay(prepared, approved, host, index);
    const work = hosts.flatMap(({ name }) => (stepsOf(name).length > 0 ? [name] : []));
    const active = hosts.filter((host) => {
      const facts = prepared.gathered.facts.get(host.name);
      return facts !== undefined && play.active?.(host, facts) === true;
    });
    const rollout = batches(play, work, new Set(active.map(({ name }) => name)), { of: hosts.length });
    for (const [number, batch] of rollout.entries()) {
      if (watch.signal.aborted) return { done, failed, checks, complete: false };
      const late = number === 0 && index === 0 ? [] : batch.filter((host) => !begun.has(host));
      for (const [host, failure] of await stillAsApproved(late, session, fleet, { prepared, approved }))
        failed.set(host, failure);
      if (failed.size > 0) return { done, failed, checks, complete: false };
      for (const host of batch) begun.add(host);
      const task = { phase: 'apply' as const, hosts: batch, steps: (host: string) => stepsOf(host).length };
      const outcome = await fleet.each(task, async (connection, host) => {
        const desired = prepared.composition.desired.get(host);
        if (desired === undefined) return;
        const onDone = (): unknown => done.set(host, (done.get(host) ?? 0) + 1);
        const { run } = session.run.holder;
        const options = { ...watch, run, onDone, fleet, guards: guardsOf(desired) };
        const now = await changeGuarded(connection, stepsOf(host), options);
        if (now === undefined) return;
        const left = await observe(now, desired, session.secrets);
        const mine = new Set(desired.plays[index]?.map(({ id }) => id));
        const unfinished = left.filter(({ id }) => mine.has(id));
        if (unfinished.length > 0) throw notConverged(host, unfinished);
      });
      for (const [host, failure] of outcome.failed) failed.set(host, failure);
      if (failed.size > 0 || watch.signal.aborted) return { done, failed, checks, complete: false };
      const last = number === rollout.length - 1;
      if (last && play.gate === undefined) continue;
      const between = last
        ? (prepared.composition.gates[index] ?? [])
        : batch.flatMap((host) => prepared.composition.desired.get(host)?.checks ?? []);
      const results = await gate(between, fleet, watch, { patient: true });
      checks.push(...results);
      if (results.some(({ complaint }) => complaint !== undefined)) return { done, failed, checks, complete: false };
    }
  }
  return { done, failed, checks, complete: true };
}

/** Observes hosts that have steps again. @returns those whose plan is another now, and those that did not answer. */
async function stillAsApproved(
  hosts: readonly string[],
  session: Session,
  fleet: Fleet,
  { prepared, approved }: { readonly prepared: Prepared; readonly approved: Plans },
): Promise<ReadonlyMap<string, HostFailure>> {
  const work = hosts.filter((host) => (approved.steps.get(host)?.length ?? 0) > 0);
  if (work.length === 0) return new Map();
  const { failed } = await fleet.each({ phase: 'observe', hosts: work }, async (connection, host) => {
    const desired = prepared.composition.desired.get(host);
    const before = approved.steps.get(host) ?? [];
    const now = desired === undefined ? before : await observe(connection, desired, session.secrets);
    if (!samePlan(now, before)) throw moved(host, before, now);
  });
  return failed;
}

function stepsOfPlay(prepared: Prepared, approved: Plans, host: string, play: number): readonly Step[] {
  const desired: Desired | undefined = prepared.composition.desired.get(host);
  const ids = new Set(desired?.plays[play]?.map(({ id }) => id));
  return (approved.steps.get(host) ?? []).filter(({ id }) => ids.has(id));
}
