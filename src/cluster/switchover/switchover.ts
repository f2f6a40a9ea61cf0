import type { CheckResult } from '../../core/check.ts';
import type { Summary } from '../../core/events.ts';
import { allChecks } from '../../engine/compose/prepare.ts';
import { gate } from '../../engine/gate/gate.ts';
import { begin } from '../../engine/gather/begin.ts';
import { withLocks } from '../../engine/lock/with-locks.ts';
import { expectSecrets } from '../../engine/observe/observe.ts';
import { perform } from '../../engine/roll-out/perform.ts';
import { progress } from '../../engine/run/progress.ts';
import { withRun } from '../../engine/run/run.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { summarise } from '../../engine/run/summarise.ts';
import { onceApplied } from '../stack/applied.ts';
import { successor } from './successor.ts';

/** Which host is to have the duties, and who is asked before they are handed over: false = nothing is done. */
export interface SwitchoverOptions {
  readonly to?: string;
  readonly approve: (from: string, to: string) => Promise<boolean>;
}

/**
 * Hands the duties of the active host to another and proves that this one serves: all checks of `verify` pass before and
 * after, but for what is wrong with the host that is left, which is told and keeps nobody there. Changes nothing else on
 * the hosts.
 * @throws InputError when the playbook knows no hand-over, `to` is none of its hosts, or none is active
 */
export const switchover = (session: Session, watch: Watch, { to, approve }: SwitchoverOptions): Promise<Summary> =>
  withRun({ ...session, job: onceApplied(session.job) }, watch, (asking) =>
    withLocks(asking, async (locks) => {
      const command = 'switchover';
      const ended = (failed: Parameters<typeof progress>[1], checks: readonly CheckResult[] = []): Summary =>
        summarise({
          command,
          start: asking.start,
          hosts: progress(asking, failed),
          checks,
          interrupted: asking.signal.aborted,
        });
      const begun = await begin(asking, locks);
      if ('locked' in begun) return ended(begun.locked);
      const { prepared } = begun;
      const { run } = prepared;
      if (prepared.failed.size > 0) return ended(prepared.failed);
      for (const desired of prepared.composition.desired.values()) expectSecrets(desired, run.secrets);
      const chosen = successor(run.job, prepared.gathered.facts, to);
      if (chosen === undefined) return ended(new Map());
      const { from, next, places, act } = chosen;
      if (run.onlyShows === true) {
        const { name, preconditions } = act(from, next, places);
        run.report({ type: 'would', message: name });
        const all = [...allChecks(prepared), ...preconditions];
        return ended(new Map(), await gate(all, run, { patient: false }));
      }
      if (!(await approve(from.host.name, next.host.name))) return ended(new Map());
      const unlocked = await locks.acquireCluster(places.map(({ host }) => host.name));
      if (unlocked.size > 0) return ended(unlocked);
      const { tolerates = () => false, ...hand } = act(from, next, places);
      const all = allChecks(prepared);
      const before = await gate(all, run, { patient: false });
      const failed = before.filter(({ complaint }) => complaint !== undefined);
      if (failed.some((result) => !tolerates(result)) || run.signal.aborted) return ended(new Map(), before);
      const wrong = new Set(failed.map(({ name }) => name));
      if (wrong.size > 0)
        run.report({ type: 'warning', message: `${from.host.name} is left as it is: ${[...wrong].join('; ')}` });
      const performed = await perform(hand, run);
      if (!performed.complete) return ended(performed.failed, performed.checks);
      const right = all.filter(({ name }) => !wrong.has(name));
      const proof = await gate(right, run, { patient: true });
      return ended(new Map(), [...performed.checks, ...proof]);
    }),
  );
