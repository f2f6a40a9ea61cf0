import type { Host } from './host.ts';
import { rolesOf } from './job.ts';
import type { Job } from './play.ts';
import type { AnyRole, Member } from './role.ts';

/** A host as a role sees it by the inventory alone, with its place as the playbook's domain has it. */
export const placed = (job: Job, role: AnyRole, host: Host): Member<unknown> => ({
  ...member(job, role, host),
  ...job.domain?.place((...groups) => members(job, role, groups)),
});

const member = (job: Job, role: AnyRole, host: Host): Member<unknown> => ({
  name: host.name,
  host,
  vars: job.vars.get(host.name)?.get(role.name),
});

/** The roles whose schemas a host's variables have to fit: its own, and those that look at it from other hosts. */
export const readersOf = (job: Job, { name, groups }: Host): readonly AnyRole[] => {
  const all = job.plays.flatMap(({ play, hosts }) => (hosts.length === 0 ? [] : play.roles));
  const readers = all.filter(({ readsGroups = [] }) => readsGroups.some((group) => groups.includes(group)));
  return [...new Set([...rolesOf(job, name), ...readers])];
};

/** Members of groups as the role sees them, in the order of each group: a host that the role is not for counts when its variables fit all the same. */
const members = (job: Job, role: AnyRole, groups: readonly string[]): readonly Member<unknown>[] =>
  [...new Set(groups.flatMap((group) => hostsOf(job, group)))].flatMap((host) => {
    const known = member(job, role, host);
    if (known.vars !== undefined) return [known];
    const read = role.vars.safeParse(host.vars);
    return read.success ? [{ ...known, vars: read.data }] : [];
  });

const hostsOf = ({ hosts, membersOf }: Job, group: string): readonly Host[] =>
  membersOf?.(group) ?? hosts.filter((host) => host.groups.includes(group));
