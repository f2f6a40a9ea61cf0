/** What the commands do to hosts, a file each. */
export { switchover } from '../cluster/switchover/switchover.ts';
export { apply } from '../engine/apply.ts';
export { facts } from '../engine/facts.ts';
export { plan } from '../engine/plan.ts';
export { restore } from '../engine/restore.ts';
export { unlock } from '../engine/unlock.ts';
export { verify } from '../engine/verify.ts';
