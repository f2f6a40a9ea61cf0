/** What the commands do to hosts, a file each. */
export { switchover } from '../cluster/switchover/switchover.ts';
export { apply } from '../engine/apply.ts';
export { facts } from '../engine/facts.ts';
export { unlock } from '../engine/lock/unlock.ts';
export { plan } from '../engine/plan.ts';
export { restore } from '../engine/restore/restore.ts';
export { verify } from '../engine/verify.ts';
