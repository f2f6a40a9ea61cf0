import type { HostFailure } from '../../core/errors.ts';
import type { Plans, Prepared } from '../compose/prepared.ts';
import { observe, samePlan } from '../observe/observe.ts';
import type { Run } from '../run/run.ts';
import { moved } from './differences.ts';

/** Observes hosts that have steps again. @returns those whose plan is another now, and those that did not answer. */
export async function stillAsApproved(
  hosts: readonly string[],
  run: Run,
  { prepared, approved }: { readonly prepared: Prepared; readonly approved: Plans },
): Promise<ReadonlyMap<string, HostFailure>> {
  const work = hosts.filter((host) => (approved.steps.get(host)?.length ?? 0) > 0);
  if (work.length === 0) return new Map();
  const { failed } = await run.fleet.each({ phase: 'observe', hosts: work }, async (connection, host) => {
    const desired = prepared.composition.desired.get(host);
    const before = approved.steps.get(host) ?? [];
    const now = desired === undefined ? before : await observe(connection, desired, run.secrets);
    if (!samePlan(now, before)) throw moved(host, before, now);
  });
  return failed;
}
