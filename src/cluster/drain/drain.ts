import { EXIT } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { apply } from '../../engine/apply.ts';
import type { Approve } from '../../engine/approve/approval.ts';
import { withJobChosen } from '../../engine/choose/choose-job.ts';
import type { Session, Watch } from '../../engine/run/session.ts';
import { stackOf } from '../stack/stack-of.ts';
import type { DrainChange } from './change.ts';
import { directorsJob } from './job.ts';
import { plansWithSteps } from './plans-with-steps.ts';
import { drainRole } from './role.ts';
import { findRealServer } from './target.ts';

interface DrainRequest {
  /** The real server, as {@link findRealServer} takes it. */
  readonly node: string;
  readonly reason: string;
  /** How long established connections may take to end, in seconds. */
  readonly timeout: number;
  /** Drain even where clients are refused then. */
  readonly allowOutage: boolean;
  readonly approval: Approve;
}

/**
 * Takes a real server out of the rotation by a plan for the directors, and waits until its connections have ended; where
 * that is done already, it only waits. Exit code 7 when the time is up with connections left.
 * @throws InputError for a real server that there is none of, or whose clients would be refused
 */
export async function drain(
  asking: Session,
  watch: Watch,
  { node, reason, timeout, allowOutage, approval }: DrainRequest,
): Promise<Summary> {
  const session = await withJobChosen(asking, watch);
  const change = changeOf(session, 'drained', node, reason);
  const job = directorsJob(session.job, drainRole(stackOf(session.job).balancer, change, { timeout, allowOutage }));
  return apply({ ...session, job }, watch, approval, { command: 'drain', justWaits: true });
}

/**
 * Gives a real server clients again: first the balancer gives it its weight back, then the configuration becomes what the
 * inventory says. In one step, a balancer may delete it for a moment, and with it the connections that it still has.
 */
export async function undrain(
  asking: Session,
  watch: Watch,
  { node, approval }: Pick<DrainRequest, 'node' | 'approval'>,
): Promise<Summary> {
  const session = await withJobChosen(asking, watch);
  const go = (to: DrainChange['to'], approve: Approve, heard: Watch) => {
    const role = drainRole(stackOf(session.job).balancer, changeOf(session, to, node), {
      timeout: 0,
      allowOutage: false,
    });
    const job = directorsJob(session.job, role);
    return apply({ ...session, job }, heard, approve, { command: 'undrain', justWaits: true });
  };
  const { report, end } = plansWithSteps(watch.report);
  const first = await go('returning', approval, { ...watch, report }).finally(end);
  const declined = first.hosts.some(({ outcome }) => outcome === 'planned');
  // A real server that does not answer its check is sent nobody, and is no longer kept from clients by umctl either.
  if (declined || (first.exit !== EXIT.done && first.exit !== EXIT.unhealthy)) return first;
  return together(first, await go('in service', async () => true, watch));
}

const changeOf = (session: Session, to: DrainChange['to'], node: string, why = ''): DrainChange => {
  const { user, controller } = session.identity.holder;
  const since = `${new Date().toISOString().slice(0, 19)}Z`;
  return { to, addresses: [findRealServer(session.job, node)], since, by: `${user}@${controller}`, why };
};

/** Two runs as one: the first that did not come through decides. */
const together = (first: Summary, second: Summary): Summary => ({
  ...second,
  exit: first.exit === EXIT.done ? second.exit : first.exit,
  hosts: second.hosts.map((host) => {
    const before = first.hosts.find((other) => other.host === host.host);
    const planned = host.planned + (before?.planned ?? 0);
    const outcome = host.outcome === 'unchanged' ? (before?.outcome ?? host.outcome) : host.outcome;
    return { ...host, outcome, planned, done: host.done + (before?.done ?? 0) };
  }),
  checks: {
    passed: first.checks.passed + second.checks.passed,
    failed: first.checks.failed + second.checks.failed,
  },
  milliseconds: first.milliseconds + second.milliseconds,
});
