import { InputError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { wantedSecrets, workOn } from '../../core/job.ts';
import type { Job } from '../../core/play.ts';
import { apply } from '../../engine/apply.ts';
import type { Approval } from '../../engine/approve/approval.ts';
import { withJobChosen } from '../../engine/choose/choose-job.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { summarise } from '../../engine/run/summarise.ts';
import type { Rotation } from '../ports/ha-stack.ts';
import { onceApplied } from '../stack/applied.ts';
import { stackOf } from '../stack/stack-of.ts';

/** @throws InputError with why there is no key to change */
function refuseKeyless(message: string): never {
  throw new InputError([{ message }]);
}

/**
 * Changes the key of the directors while they serve, by the plays of the stack's own roles: a generated one is made anew,
 * of any other the source is read.
 * @param keyless hears why there is no key to change; default: {@link refuseKeyless}
 * @throws InputError where the playbook has none of the stack's roles
 */
export async function rotateKey(
  asking: Session,
  watch: Watch,
  approval: Approval,
  keyless: (why: string) => void = refuseKeyless,
): Promise<Summary> {
  const start = performance.now();
  const session = await withJobChosen(asking, watch);
  const why = whyKeyless(session.job);
  if (why !== undefined) {
    keyless(why);
    const hosts = new Map(workOn(session.job).map(({ name }) => [name, { planned: 0, done: 0 }]));
    return summarise({ command: 'rotate-key', start, hosts });
  }
  const roles = new Set(stackOf(session.job).ha.rotation?.roles);
  const job = { ...onceApplied(session.job), wants: ({ name }: { readonly name: string }) => roles.has(name) };
  return apply({ ...session, job, renew: roles }, watch, approval, { command: 'rotate-key' });
}

function whyKeyless(job: Job): string | undefined {
  const { id, rotation } = stackOf(job).ha;
  if (rotation === undefined) return `${id} has no key to change`;
  requireRole(job, rotation);
  const { secret, roles } = rotation;
  const has = wantedSecrets(job).some(({ role, name }) => roles.includes(role) && name === secret);
  return secret === undefined || has ? undefined : `the inventory gives ${id} no key, so there is none to change`;
}

function requireRole(job: Job, { roles }: Rotation): void {
  const known = new Set(job.plays.flatMap(({ play }) => play.roles.map(({ name }) => name)));
  if (!roles.some((name) => known.has(name)))
    throw new InputError([{ message: `no play of the playbook has the role ${roles.join(' or ')}` }]);
}
