import type { Ask } from '../../core/connection.ts';
import type { HostFailure } from '../../core/errors.ts';
import { workOn } from '../../core/job.ts';
import { queryAll } from '../../core/query.ts';
import { type Approval, UNASKED } from '../approve/approval.ts';
import type { Prepared } from '../compose/prepared.ts';
import { askFacts } from '../gather/facts.ts';
import { askSteps } from '../observe/observe.ts';
import type { Run } from '../run/run.ts';
import type { Locks } from './locks.ts';

/**
 * Where nobody is asked between plan and change, the exchange that observes a host locks it, too: what is observed then need not be
 * observed again. Not where all of it is known already, as in a run that finds nothing to do: that takes no lock.
 * @returns why hosts are not locked, by host; undefined where none was to be locked yet
 */
export async function lockFirst(
  prepared: Prepared,
  locks: Locks,
  approval: Approval,
): Promise<ReadonlyMap<string, HostFailure> | undefined> {
  const { run, composition, failed } = prepared;
  if (approval !== UNASKED || run.onlyShows === true || failed.size > 0 || run.signal.aborted) return undefined;
  const facts = askFacts(run);
  const asked = new Map(
    workOn(run.job).flatMap(({ name }) => {
      const desired = composition.desired.get(name);
      if (desired === undefined) return [];
      const steps = askSteps(desired, run.secrets);
      return [[name, { steps: steps.asks, all: queryAll({ facts, steps }).asks }] as const];
    }),
  );
  if (await areKnown(run, new Map([...asked].map(([host, { steps }]) => [host, steps])))) return undefined;
  return locks.acquireCluster([...asked.keys()], (host) => asked.get(host)?.all ?? []);
}

async function areKnown({ fleet }: Run, asked: ReadonlyMap<string, readonly Ask[]>): Promise<boolean> {
  const task = { phase: 'observe', hosts: [...asked.keys()], quiet: true } as const;
  const { done } = await fleet.each(task, async ({ knows }, host) => knows?.(asked.get(host) ?? []) === true);
  return task.hosts.every((host) => done.get(host) === true);
}
