import type { Invocation } from './invocation.ts';
import type { PlanLook } from './plan.ts';

/** How a run is shown: what every view for people is made with. */
export interface Look extends PlanLook {
  readonly invocation: Invocation;
}
