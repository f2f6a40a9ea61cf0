import type { ClusterStatus } from '../cluster/status/shape.ts';
import { commandLine, type Invocation } from './invocation.ts';
import { indent } from './text.ts';

/** The one command that leads out of what a status shows, where two directors have the address, or none for no reason. */
export function statusNext({ alarms, problems, hosts }: ClusterStatus, invocation: Invocation): readonly string[] {
  const directors = hosts.filter(({ director }) => director);
  // A director that was not reached, or not asked, may have it.
  if (directors.length === 0 || directors.some(({ state }) => state !== 'up')) return [];
  const having = directors.filter(({ holds }) => holds.length > 0).length;
  const why =
    having > 1 && alarms.length > 0
      ? 'To make one director give up the address'
      : having === 0 && problems.length > 0 && invocation.limit === undefined
        ? 'To make a director take the address'
        : undefined;
  if (why === undefined) return [];
  const { inventory, playbook } = invocation;
  const whole = { inventory, ...(playbook === undefined ? {} : { playbook }) };
  return ['', `${why}:`, ...indent([commandLine('apply', whole)])];
}
