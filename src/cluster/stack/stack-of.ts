import { InputError } from '../../core/errors.ts';
import type { Job } from '../../core/play.ts';
import type { ClusterDomain } from '../domain.ts';
import type { Stack } from '../ports/stack.ts';

/** What the playbook of a job says of its cluster; undefined where it was not made for one. */
export const domainOf = ({ domain }: Pick<Job, 'domain'>): ClusterDomain | undefined =>
  domain !== undefined && 'stack' in domain ? (domain as ClusterDomain) : undefined;

/**
 * The stack that a job's playbook is made with.
 * @throws InputError where the playbook was not made with one
 */
export function stackOf(job: Pick<Job, 'domain'>): Stack {
  const domain = domainOf(job);
  if (domain !== undefined) return domain.stack;
  throw new InputError([
    { message: 'the playbook has no stack: make it with clusterPlaybook (see README, "Your own playbook")' },
  ]);
}
