import type { Summary } from '../core/events.ts';
import type { Host } from '../core/host.ts';
import { inPlays, rolesOf } from '../core/job.ts';
import { isRemoved } from '../core/members/removed.ts';
import type { Session, Watch } from '../engine/session.ts';
import { leavingHost, memberOf, membersFile, readMembers, writeMembers } from '../records/members.ts';

/** The hosts that the inventory had at the last apply from here, and has no more: they leave. */
export function forgottenHosts(inventory: string, hosts: readonly Host[]): readonly Host[] {
  const file = membersFile(inventory);
  const known = new Set(hosts.map(({ name }) => name));
  return readMembers(file).flatMap((member) => (known.has(member.name) ? [] : [leavingHost(member, file)]));
}

/** Keeps how the cluster's hosts are reached, once all of the plan was done; those that left are forgotten when they were cleaned up. */
export function rememberMembers(
  { session, watch }: { readonly session: Session; readonly watch: Watch },
  inventory: string,
  { exit, hosts }: Summary,
): void {
  if (exit !== 0) return;
  const { job } = session;
  const reached = new Set(hosts.map(({ host }) => host));
  const isClean = ({ name }: Host): boolean => reached.has(name) && rolesOf(job, name).every(job.wants);
  const members = inPlays(job).filter((host) => !isRemoved(host) || !isClean(host));
  try {
    writeMembers(membersFile(inventory), inventory, members.map(memberOf));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    watch.report({ type: 'warning', message: `who is in the cluster is not remembered here: ${why}` });
  }
}
