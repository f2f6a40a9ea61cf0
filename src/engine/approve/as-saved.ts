import type { HostFailure } from '../../core/errors.ts';
import type { PlannedOperation } from '../../core/play.ts';
import type { Plans } from '../compose/prepared.ts';
import type { ApprovedPlan } from './approval.ts';
import { moved, movedOtherwise } from './differences.ts';

/** Whether anything was approved. */
export const hasSteps = ({ steps }: ApprovedPlan): boolean => [...steps.values()].some(({ length }) => length > 0);

/** The hosts whose plan is another than the one that was approved earlier, those that it does not know included. */
export function notAsApproved({ shown, steps, acts }: ApprovedPlan, now: Plans): ReadonlyMap<string, HostFailure> {
  const hosts = [...new Set([...steps.keys(), ...now.steps.keys()])];
  return new Map(
    hosts.flatMap((host) => {
      const [before, after] = [steps.get(host) ?? [], shown(now.steps.get(host) ?? [])];
      const same = JSON.stringify(before) === JSON.stringify(after);
      if (!same) return [[host, asSaved(moved(host, before, after).failure)] as const];
      const [then, since] = [acts ?? now.acts, now.acts].map((all) => namesOf(all, host));
      return then === since
        ? []
        : [[host, asSaved(movedOtherwise(host, [`approved: ${then}; now: ${since}`]).failure)] as const];
    }),
  );
}

const asSaved = (failure: HostFailure): HostFailure => ({
  ...failure,
  message: 'no longer matches the saved plan, so nothing was changed on any host',
  next: 'Make a new plan, look at it, and apply that one.',
});

const namesOf = (acts: readonly PlannedOperation[], host: string): string =>
  acts.flatMap((act) => (act.host === host ? [act.name] : [])).join(', ') || 'nothing around its change';
