import { InputError } from '../core/errors.ts';
import type { Job } from '../core/job.ts';
import type { Playbook } from '../core/play.ts';
import type { Stack } from './ports/stack.ts';

/** Playbooks know their stack by this; whoever makes one by hand gets it from `clusterPlaybook`. */
export const withStack = <P extends Playbook>(playbook: P, stack: Stack): P & { readonly domain: Stack } => ({
  ...playbook,
  domain: stack,
});

/**
 * The stack that a job's playbook is made with.
 * @throws InputError where the playbook was not made with one
 */
export function stackOf({ domain }: Pick<Job, 'domain'>): Stack {
  if (isStack(domain)) return domain;
  throw new InputError([
    { message: 'the playbook has no stack: make it with clusterPlaybook (see README, "Your own playbook")' },
  ]);
}

const isStack = (domain: unknown): domain is Stack =>
  typeof domain === 'object' && domain !== null && 'ha' in domain && 'balancer' in domain;
