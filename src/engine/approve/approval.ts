import type { SavedStep, Step } from '../../core/plan.ts';
import type { PlannedOperation } from '../../core/play.ts';

/** A plan that was approved earlier: how steps are compared with it, and its steps by host. */
export interface ApprovedPlan {
  /** Steps as the plan has them: secrets as people are shown them. */
  readonly shown: (steps: readonly SavedStep[]) => readonly SavedStep[];
  readonly steps: ReadonlyMap<string, readonly SavedStep[]>;
  /** What is done around them; plans of earlier versions do not say. */
  readonly acts?: readonly PlannedOperation[];
  /** Whether the rest of the plan, which another run is for, is still the same, too. */
  readonly together?: Approve;
}

/** What would be done on one host. */
export interface HostPlan {
  readonly host: string;
  readonly steps: readonly Step[];
}

/** Asked once, after every `plan` event and only when some plan has steps. False = change nothing. */
export type Approve = (plans: readonly HostPlan[]) => Promise<boolean>;

/** Approves whatever the plan is: nobody looks at it before it is done. */
export const UNASKED: Approve = () => Promise.resolve(true);

/** How a run is approved: by somebody who is asked, or by a plan that was approved earlier and has to be the same now. */
export type Approval = Approve | ApprovedPlan;

/** Whether these plans may be done. */
export const isApproved = (approval: Approval, plans: readonly HostPlan[]): Promise<boolean> =>
  typeof approval === 'function' ? approval(plans) : (approval.together?.(plans) ?? Promise.resolve(true));
