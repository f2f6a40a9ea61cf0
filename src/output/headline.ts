import { EXIT } from '../core/errors.ts';
import type { HostSummary, Summary } from '../core/events.ts';
import { count, duration } from './text.ts';

/** How a run ended, in one sentence. */
export function headline(summary: Summary): string {
  const time = duration(summary.milliseconds);
  if (summary.hosts.length === 0) return 'No host is left: no play matches a host of the inventory (within --limit).';
  if (summary.exit === EXIT.interrupted)
    return `Interrupted after ${time}. ${isUntouched(summary) ? 'Nothing was changed.' : account(summary.hosts)}`;
  if (summary.alreadyApplied === true)
    return `Already applied: ${count(summary.hosts.length, 'host is', 'hosts are')} as this plan wants them (${time}).`;
  if (summary.hosts.some(({ outcome }) => UNDONE.has(outcome)))
    return `${capital(summary.command)} ended after ${time}. ${account(summary.hosts)}${proven(summary)}`;
  if (summary.command === 'facts') return `${count(summary.hosts.length, 'host')} asked in ${time}.`;
  if (summary.command === 'unlock') return unlocked(summary);
  if (summary.command === 'switchover') return switched(summary, time);
  if (summary.command === 'drill') return drilled(summary, time);
  return summary.command === 'verify' ? verified(summary, time) : changed(summary, time);
}

/** Whether a run was stopped before it began with the first host: at the question, as a rule. */
const isUntouched = ({ hosts, checks }: Summary): boolean =>
  checks.passed + checks.failed === 0 && hosts.every(({ outcome }) => outcome === 'planned' || outcome === 'unchanged');

/** What a verify found out of the hosts that are left. */
function proven({ command, checks: { passed, failed } }: Summary): string {
  return command === 'verify' && passed + failed > 0
    ? ` ${passed} of ${count(passed + failed, 'check')} that could be asked passed.`
    : '';
}

function switched({ checks, onlyShown }: Summary, time: string): string {
  if (onlyShown === true)
    return checks.failed > 0
      ? `Not ready: ${checks.failed} of ${count(checks.failed + checks.passed, 'check')} failed (${time}). Nothing was changed.`
      : `${count(checks.passed, 'check')} passed (${time}). Nothing was changed.`;
  if (checks.failed > 0) return `Switchover ended after ${time}: ${count(checks.failed, 'check')} failed.`;
  return checks.passed === 0 ? `Nothing was changed (${time}).` : `Handed over and proven in ${time}.`;
}

const UNDONE: ReadonlySet<HostSummary['outcome']> = new Set(['failed', 'unfinished', 'not reached']);

function unlocked({ hosts }: Summary): string {
  const [held, freed] = [total(hosts, 'planned'), total(hosts, 'done')];
  if (held === 0) return `No lock on ${count(hosts.length, 'host')}.`;
  return freed > 0
    ? `Freed: ${count(freed, 'lock')}.`
    : `Nothing was changed: ${count(held, 'host stays', 'hosts stay')} locked.`;
}

function drilled({ onlyShown, checks: { passed, failed } }: Summary, time: string): string {
  if (onlyShown === true || passed + failed === 0) return 'Nothing was drilled.';
  const limits = count(passed + failed, 'limit');
  return failed === 0 ? `Passed: ${limits} kept (${time}).` : `Not passed: ${failed} of ${limits} not kept (${time}).`;
}

function verified({ checks, hosts }: Summary, time: string): string {
  const all = checks.passed + checks.failed;
  const drifted = hosts.filter(({ planned }) => planned > 0).length;
  const differ = drifted === 0 ? '' : ` ${count(drifted, 'host differs', 'hosts differ')} from what is wanted.`;
  return checks.failed === 0
    ? `${count(all, 'check')} passed in ${time}.${differ}`
    : `${checks.failed} of ${count(all, 'check')} failed in ${time}.${differ}`;
}

function changed({ hosts, command }: Summary, time: string): string {
  const planned = total(hosts, 'planned');
  const done = total(hosts, 'done');
  if (planned === 0) return `Nothing to do: ${count(hosts.length, 'host is', 'hosts are')} as wanted (${time}).`;
  if (done > 0) return `Done: ${count(done, 'step')} on ${count(hosts.length, 'host')} in ${time}.`;
  const touched = hosts.filter((host) => host.planned > 0).length;
  const plan = `${count(planned, 'step')} on ${touched} of ${count(hosts.length, 'host')}`;
  return command === 'plan'
    ? `Planned: ${plan} (${time}). Nothing was changed.`
    : `Nothing was changed. Planned: ${plan}.`;
}

/** `Of 3 hosts: 1 ok, 1 failed, 1 not reached.` */
function account(hosts: readonly HostSummary[]): string {
  const number = (...outcomes: readonly HostSummary['outcome'][]): number =>
    hosts.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const parts = [
    [number('unchanged', 'changed'), 'ok'],
    [number('planned'), 'planned'],
    [number('failed'), 'failed'],
    [number('unfinished'), 'unfinished'],
    [number('not reached'), 'not reached'],
  ] as const;
  return `Of ${count(hosts.length, 'host')}: ${parts
    .filter(([n]) => n > 0)
    .map(([n, what]) => `${n} ${what}`)
    .join(', ')}.`;
}

const total = (hosts: readonly HostSummary[], field: 'planned' | 'done'): number =>
  hosts.reduce((sum, host) => sum + host[field], 0);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
