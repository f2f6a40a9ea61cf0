import type { Desired } from '../core/compose.ts';
import { InputError } from '../core/errors.ts';
import type { Summary } from '../core/events.ts';
import { keptBy } from '../resources/shell/keep.ts';
import type { Approval } from './approve/approval.ts';
import { carryOut } from './carry-out.ts';
import type { Prepared } from './compose/prepared.ts';
import { begin } from './gather/begin.ts';
import { withLocks } from './lock/with-locks.ts';
import { planAll } from './observe/plan-all.ts';
import { desireBack, refuseBack, secretPaths, toldOfBack } from './restore/desire.ts';
import { askKept, hideSecrets, type KeptPath } from './restore/kept.ts';
import { progress } from './run/progress.ts';
import { withRun } from './run/run.ts';
import type { Session, Watch } from './run/session.ts';
import { summarise } from './run/summarise.ts';

interface Restoring {
  /** The id of the run to take back. */
  readonly earlier: string;
  readonly approval: Approval;
  /** Called where no host keeps anything of that run. Default: {@link nothingKept}. */
  readonly none?: () => void;
}

/** @throws InputError */
export function nothingKept(earlier: string): never {
  throw new InputError([{ message: `no host keeps anything of run ${earlier}; umctl history lists the runs` }]);
}

/**
 * Shows the way back to what an earlier run found, as a plan; has it approved, and goes it, by the same rules as apply.
 * @throws InputError when no host keeps anything of that run, or what it keeps has to be the same on several hosts
 */
export const restore = (
  session: Session,
  watch: Watch,
  { earlier, approval, none = () => nothingKept(earlier) }: Restoring,
): Promise<Summary> =>
  withRun(session, watch, (asking) =>
    withLocks(asking, async (locks) => {
      const command = 'restore';
      const begun = await begin(asking, locks);
      if ('locked' in begun) return summarise({ command, start: asking.start, hosts: progress(asking, begun.locked) });
      const { prepared } = begun;
      const { run } = prepared;
      const { desired } = prepared.composition;
      const asked = await run.fleet.each(
        { phase: 'observe', hosts: [...desired.keys()], quiet: true },
        async (connection, host) => {
          const wanted = desired.get(host);
          const kept = wanted === undefined ? [] : await askKept(connection, earlier, secretPaths(wanted));
          return hideSecrets(kept, run.secrets);
        },
      );
      const failed = new Map([...prepared.failed, ...asked.failed]);
      if (failed.size > 0) return summarise({ command, start: run.start, hosts: progress(run, failed) });
      if ([...asked.done.values()].every((kept) => kept.length === 0)) none();
      for (const message of [...stayingBehind(asked.done, earlier), ...ofBack(asked.done, desired)])
        run.report({ type: 'warning', message });
      const back = wayBack(run, prepared, asked.done);
      const plans = await planAll(run, back);
      const refused = run.job.hosts.flatMap((host) => {
        const wanted = desired.get(host.name);
        return wanted === undefined ? [] : refuseBack(host, wanted, plans.steps.get(host.name) ?? []);
      });
      if (refused.length > 0) throw new InputError(refused);
      return carryOut(run, locks, { command, prepared: back, plans, checks: [], approval });
    }),
  );

function wayBack({ job }: Session, prepared: Prepared, kept: ReadonlyMap<string, readonly KeptPath[]>): Prepared {
  const { composition } = prepared;
  const desired = new Map<string, Desired>(
    [...composition.desired].map(([host, wanted]) => [host, desireBack(job, wanted, kept.get(host) ?? [])]),
  );
  return { ...prepared, composition: { ...composition, desired, clusterChecks: [], across: [] } };
}

/** Directories that made room for a file are not put back by themselves: there may be something in their place. */
const stayingBehind = (kept: ReadonlyMap<string, readonly KeptPath[]>, earlier: string): readonly string[] =>
  [...kept].flatMap(([host, all]) =>
    all
      .filter(({ tree }) => tree === 'directory')
      .map(
        ({ path }) => `${host}: the directory ${path} is not restored; it is kept in ${keptBy(earlier)}/moved${path}`,
      ),
  );

const ofBack = (
  kept: ReadonlyMap<string, readonly KeptPath[]>,
  desired: ReadonlyMap<string, Desired>,
): readonly string[] =>
  [...desired].flatMap(([host, wanted]) => toldOfBack(wanted, kept.get(host) ?? []).map((told) => `${host}: ${told}`));
