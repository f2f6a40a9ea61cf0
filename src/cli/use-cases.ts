/** What the commands do to hosts. */
import { tellDrained } from '../cluster/drain/left-drained.ts';
import { apply as applyPlan } from '../engine/apply.ts';
import { restore as restoreRun } from '../engine/restore.ts';

export { switchover } from '../cluster/switchover/switchover.ts';
export { facts } from '../engine/facts.ts';
export { plan } from '../engine/plan.ts';
export { unlock } from '../engine/unlock.ts';
export { verify } from '../engine/verify.ts';

export const apply: typeof applyPlan = (session, watch, ...rest) =>
  tellDrained(watch, (following) => applyPlan(session, following, ...rest));

export const restore: typeof restoreRun = (session, watch, ...rest) =>
  tellDrained(watch, (following) => restoreRun(session, following, ...rest));
