import { z } from 'zod';
import type { Job } from '../../core/play.ts';
import type { AnyRole } from '../../core/role.ts';
import { type Context, defineRole, type Refusal } from '../model/role.ts';
import { programsOf } from './names.ts';

/** What another stack is still in force on is changed by `umctl apply` alone, which goes from the one to the other. */
export const refuseOtherInForce = ({
  name,
  facts,
  stack,
  otherStacksOn,
}: Pick<Context<unknown>, 'name' | 'facts' | 'stack' | 'otherStacksOn'>): readonly Refusal[] =>
  otherStacksOn(facts).map((other) => ({
    path: ['stack'],
    message: `${name} is still set up with ${programsOf(other)}, and the stack is ${stack.ha.id}: run umctl apply first`,
  }));

const applied: AnyRole = defineRole({
  name: 'stack in force',
  vars: z.object({}),
  refuseHost: refuseOtherInForce,
  resources: () => [],
});

/** The same job, refused where its directors are set up with another stack still. */
export function onceApplied(job: Job): Job {
  const { choice } = job;
  const jobs = [...(choice?.jobs ?? [])].map(([name, one]) => [name, 'plays' in one ? onceApplied(one) : one] as const);
  const first = { name: 'stack in force', hosts: 'directors', roles: [applied] };
  return {
    ...job,
    plays: [{ play: first, hosts: job.hosts.filter(isDirector) }, ...job.plays],
    ...(choice === undefined ? {} : { choice: { ...choice, jobs: new Map(jobs) } }),
  };
}

const isDirector = ({ groups }: Job['hosts'][number]): boolean => groups.includes('directors');
