import type { CheckResult } from '../../core/check.ts';
import type { Summary } from '../../core/events.ts';
import type { Place } from '../../core/play.ts';
import { allChecks } from '../../engine/compose/prepare.ts';
import { gate } from '../../engine/gate/gate.ts';
import { tellDenials } from '../../engine/gate/tell-denials.ts';
import { begin } from '../../engine/gather/begin.ts';
import { withLocks } from '../../engine/lock/with-locks.ts';
import { expectSecrets } from '../../engine/observe/observe.ts';
import { perform } from '../../engine/roll-out/perform.ts';
import { progress } from '../../engine/run/progress.ts';
import { withRun } from '../../engine/run/run.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { summarise } from '../../engine/run/summarise.ts';
import { preferredBy } from '../model/address-groups.ts';
import { segmentOf } from '../model/segment-vars.ts';
import { showAddress, virtualAddresses } from '../model/virtual-addresses.ts';
import { onceApplied } from '../stack/applied.ts';
import { successions, type Wished } from './successor.ts';

/** Who hands over to whom, as people are asked; `what` where it is not all that the host does. */
export interface HandOver {
  readonly from: string;
  readonly to: string;
  readonly what?: string;
}

function shownOf({ host }: Place, next: Place): HandOver {
  const segment = segmentOf(host.vars);
  const names = { from: host.name, to: next.host.name };
  if (preferredBy(segment) === undefined) return names;
  return { ...names, what: virtualAddresses(segment).map(showAddress).join(', ') };
}

/** Which host is to have the duties, and who is asked before they are handed over: false = nothing is done. */
export interface SwitchoverOptions extends Wished {
  readonly approve: (hand: HandOver) => Promise<boolean>;
}

/**
 * Hands the duties of the active host to another and proves that this one serves: all checks of `verify` pass before and
 * after, but for what is wrong with the host that is left, which is told and keeps nobody there. Changes nothing else on
 * the hosts.
 * @throws InputError when the playbook knows no hand-over, `to` is none of its hosts, or none is active
 */
export const switchover = (
  session: Session,
  watch: Watch,
  { approve, ...wished }: SwitchoverOptions,
): Promise<Summary> =>
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
      const chosen = successions(run.job, prepared.gathered.facts, wished);
      if (chosen.length === 0) return ended(new Map());
      const operations = chosen.map(({ from, next, places, act }) => act(from, next, places));
      if (run.onlyShows === true) {
        for (const { name } of operations) run.report({ type: 'would', message: name });
        const all = [...allChecks(prepared), ...operations.flatMap(({ preconditions }) => preconditions)];
        return ended(new Map(), await gate(all, run, { patient: false }));
      }
      for (const { from, next } of chosen) if (!(await approve(shownOf(from, next)))) return ended(new Map());
      const unlocked = await locks.acquireCluster(chosen[0]?.places.map(({ host }) => host.name) ?? []);
      if (unlocked.size > 0) return ended(unlocked);
      const all = allChecks(prepared);
      const before = await gate(all, run, { patient: false });
      const failed = before.filter(({ complaint }) => complaint !== undefined);
      const isLeft = (result: CheckResult): boolean =>
        operations.every(({ tolerates = () => false }) => tolerates(result));
      if (failed.some((result) => !isLeft(result)) || run.signal.aborted) return ended(new Map(), before);
      const wrong = new Set(failed.map(({ name }) => name));
      if (wrong.size > 0) {
        const left = [...new Set(chosen.map(({ from }) => from.host.name))].join(' and ');
        run.report({ type: 'warning', message: `${left} is left as it is: ${[...wrong].join('; ')}` });
      }
      const done: CheckResult[] = [];
      const over = async (failed: Parameters<typeof progress>[1] = new Map()): Promise<Summary> => {
        await tellDenials(done, prepared.gathered, run, { since: 'run began' });
        return ended(failed, done);
      };
      for (const { tolerates: _, ...hand } of operations) {
        const performed = await perform(hand, run);
        done.push(...performed.checks);
        if (!performed.complete) return over(performed.failed);
      }
      const right = all.filter(({ name }) => !wrong.has(name));
      done.push(...(await gate(right, run, { patient: true })));
      return over();
    }),
  );
