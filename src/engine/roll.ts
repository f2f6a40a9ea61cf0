import type { CheckResult } from '../core/check.ts';
import type { Desired } from '../core/compose.ts';
import { EXIT, HostError, type HostFailure } from '../core/errors.ts';
import type { Step } from '../core/plan.ts';
import { batches } from '../core/rollout.ts';
import { change } from './change.ts';
import type { Fleet } from './fleet.ts';
import { gate } from './gate.ts';
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
 * Changes the hosts, play by play and batch by batch. Before its first change a host is observed again and must have
 * the approved plan still; after each play its plan must be empty there; after each batch but the last its checks
 * must pass. The first batch that does not come through is the last one begun.
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
      const task = { phase: 'apply' as const, hosts: batch, steps: (host: string) => stepsOf(host).length };
      const outcome = await fleet.each(task, async (connection, host) => {
        const desired = prepared.composition.desired.get(host);
        if (desired === undefined) return;
        if (!begun.has(host)) {
          const now = await observe(connection, desired, session.secrets);
          if (!samePlan(now, approved.steps.get(host) ?? [])) throw moved(host, approved.steps.get(host) ?? [], now);
          begun.add(host);
        }
        const onDone = (): unknown => done.set(host, (done.get(host) ?? 0) + 1);
        await change(connection, stepsOf(host), { report: watch.report, onDone });
        const left = await observe(connection, desired, session.secrets);
        const mine = new Set(desired.plays[index]?.map(({ id }) => id));
        const unfinished = left.filter(({ id }) => mine.has(id));
        if (unfinished.length > 0) throw notConverged(host, unfinished);
      });
      for (const [host, failure] of outcome.failed) failed.set(host, failure);
      if (failed.size > 0) return { done, failed, checks, complete: false };
      if (number === rollout.length - 1) continue;
      const between = batch.flatMap((host) => prepared.composition.desired.get(host)?.checks ?? []);
      const results = await gate(between, fleet, watch, { patient: true });
      checks.push(...results);
      if (results.some(({ complaint }) => complaint !== undefined)) return { done, failed, checks, complete: false };
    }
  }
  return { done, failed, checks, complete: true };
}

function stepsOfPlay(prepared: Prepared, approved: Plans, host: string, play: number): readonly Step[] {
  const desired: Desired | undefined = prepared.composition.desired.get(host);
  const ids = new Set(desired?.plays[play]?.map(({ id }) => id));
  return (approved.steps.get(host) ?? []).filter(({ id }) => ids.has(id));
}

const moved = (host: string, before: readonly Step[], now: readonly Step[]): HostError =>
  new HostError({
    host,
    exit: EXIT.moved,
    message: 'the host has moved since the plan was shown, so nothing was changed on it',
    output: [
      ...now
        .filter((step) => !before.some((old) => samePlan([old], [step])))
        .map((step) => `now:    ${describe(step)}`),
      ...before
        .filter((step) => !now.some((new_) => samePlan([new_], [step])))
        .map((step) => `before: ${describe(step)}`),
    ].join('\n'),
    next: 'Run the command again to see and approve the plan as it is now.',
  });

const notConverged = (host: string, left: readonly Step[]): HostError =>
  new HostError({
    host,
    exit: EXIT.failed,
    message: 'not converged: after all steps were done the host is still not as wanted',
    output: left.map(describe).join('\n'),
    next: 'Something on the host sets it back: look for another tool or a service that manages the same thing.',
  });

const describe = ({ id, changes }: Step): string =>
  `${id}: ${changes.map(({ field, from, to }) => `${field} ${short(from)} -> ${short(to)}`).join(', ')}`;

const short = (value: unknown): string => {
  const text = value === undefined ? '(none)' : String(value);
  return text.includes('\n') || text.length > 60 ? `(${text.length} characters)` : text;
};
