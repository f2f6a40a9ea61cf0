import type { HostFailure } from '../../core/errors.ts';
import type { PlannedOperation } from '../../core/hook.ts';
import type { Step } from '../../core/plan.ts';
import type { Plans } from '../compose/prepare.ts';
import { moved, movedOtherwise } from './differences.ts';

/** A plan that was approved earlier: how steps are compared with it, and its steps by host. */
export interface ApprovedPlan {
  /** Steps as the plan has them: secrets as people are shown them. */
  readonly shown: (steps: readonly Step[]) => readonly Step[];
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** What is done around them; plans of earlier versions do not say. */
  readonly acts?: readonly PlannedOperation[];
}

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
  acts.flatMap((act) => (act.host === host ? [act.name] : [])).join(', ') || 'nothing is done around its change';
