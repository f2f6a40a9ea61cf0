import { InputError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { wantedSecrets } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';
import { apply } from '../../engine/apply.ts';
import type { Approval } from '../../engine/approve/approval.ts';
import { withJobChosen } from '../../engine/choose/choose-job.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { onceApplied } from '../stack/applied.ts';
import { stackOf } from '../stack/stack-of.ts';

/**
 * Changes the key of the directors while they serve, by the plays of the stack's own roles: a generated one is made anew,
 * of any other the source is read.
 * @throws InputError where the stack has no key, or the playbook none of its roles
 */
export async function rotateKey(asking: Session, watch: Watch, approval: Approval): Promise<Summary> {
  const session = await withJobChosen(asking, watch);
  const roles = rotatedRoles(session.job);
  const job = { ...onceApplied(session.job), wants: ({ name }: { readonly name: string }) => roles.has(name) };
  return apply({ ...session, job, renew: roles }, watch, approval, { command: 'rotate-key' });
}

/** Names of the roles whose secret is the key. */
function rotatedRoles(job: Job): ReadonlySet<string> {
  const { id, rotation } = stackOf(job).ha;
  if (rotation === undefined) throw new InputError([{ message: `${id} has no key to change` }]);
  const known = new Set(job.plays.flatMap(({ play }) => play.roles.map(({ name }) => name)));
  if (!rotation.roles.some((name) => known.has(name)))
    throw new InputError([{ message: `no play of the playbook has the role ${rotation.roles.join(' or ')}` }]);
  const { secret } = rotation;
  const has = wantedSecrets(job).some(({ role, name }) => rotation.roles.includes(role) && name === secret);
  if (secret !== undefined && !has)
    throw new InputError([{ message: `the inventory gives ${id} no key, so there is none to change` }]);
  return new Set(rotation.roles);
}
