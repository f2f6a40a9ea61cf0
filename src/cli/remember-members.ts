import { lowerCaseName } from '../cluster/membership/list.ts';
import { isRemoved } from '../cluster/membership/removed.ts';
import { EXIT } from '../core/errors.ts';
import type { HostSummary, Summary } from '../core/events.ts';
import type { Host } from '../core/host.ts';
import { inPlays, rolesOf } from '../core/job.ts';
import type { Session, Watch } from '../engine/run/session.ts';
import { absolute, isFleeting } from '../inventory/sources.ts';
import { leavingHost, memberOf, membersFile, readMembers, writeMembers } from '../records/members.ts';

/** The hosts that the inventory had at the last apply from here, and has no more: they leave. */
export function forgottenHosts(sources: readonly string[], hosts: readonly Host[]): readonly Host[] {
  if (sources.some(isFleeting)) return [];
  const file = membersFile(nameOf(sources));
  const known = new Set(hosts.map(({ name }) => lowerCaseName(name)));
  return readMembers(file).flatMap((member) =>
    known.has(lowerCaseName(member.name)) ? [] : [leavingHost(member, file)],
  );
}

/** Several sources are one inventory: the same ones in the same order. */
const nameOf = ([first = '', ...more]: readonly string[]): string =>
  more.length === 0 ? first : [first, ...more].map(absolute).join(':');

/**
 * Keeps how the cluster's hosts are reached, once something was done to them or nothing was to do: however the run ended, it
 * may have left traces. Those that left are forgotten when they were cleaned up: all of their plan was done, or it was empty.
 */
export function rememberMembers(
  { session, watch }: { readonly session: Session; readonly watch: Watch },
  sources: readonly string[],
  { exit, hosts }: Summary,
): void {
  if (sources.some(isFleeting)) return;
  const isWhole = exit === EXIT.done && hosts.every(({ outcome }) => outcome !== 'planned');
  if (!isWhole && hosts.every(({ done }) => done === 0)) return;
  const { job } = session;
  // Of a run that did not come through, a host without steps may be one that nobody has asked.
  const isDone = ({ outcome }: HostSummary): boolean => outcome === 'changed' || (isWhole && outcome === 'unchanged');
  const done = new Set(hosts.filter(isDone).map(({ host }) => host));
  const isClean = ({ name }: Host): boolean => done.has(name) && rolesOf(job, name).every(job.wants);
  const clusterOf = ({ name }: Host): string | undefined =>
    job.parts?.find((part) => part.job.hosts.some((host) => host.name === name))?.name;
  const members = inPlays(job).filter((host) => !isRemoved(host) || !isClean(host));
  try {
    writeMembers(
      membersFile(nameOf(sources)),
      nameOf(sources),
      members.map((host) => memberOf(host, clusterOf(host))),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    watch.report({ type: 'warning', message: `the list of hosts could not be saved on this controller: ${why}` });
  }
}
