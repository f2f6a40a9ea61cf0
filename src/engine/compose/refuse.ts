import { InputError } from '../../core/errors.ts';
import { distinct } from '../../core/refusals.ts';
import type { Session } from '../run/session.ts';
import type { Plans, Prepared } from './prepared.ts';

/** Passes on what was prepared. @throws InputError with all that roles refuse of all hosts, before one is looked at more closely */
export function refuseHosts(prepared: Prepared): Prepared {
  const { refused } = prepared.composition;
  if (refused.length > 0) throw new InputError(distinct(refused.map(({ problem }) => problem)));
  return prepared;
}

/** @throws InputError with every step, of all hosts, that cannot be done from what was observed, before one is begun */
export function refuseImpossible({ job }: Session, { steps }: Plans): void {
  const problems = job.hosts.flatMap((host) =>
    (steps.get(host.name) ?? []).flatMap(({ title, cannot }) =>
      cannot === undefined ? [] : [{ at: host.at([]), message: `${host.name}: ${title} cannot be done: ${cannot}` }],
    ),
  );
  if (problems.length > 0) throw new InputError(problems);
}
