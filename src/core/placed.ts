import type { Host } from './host.ts';
import { type Job, rolesOf } from './job.ts';
import type { AnyRole, Member, Placed } from './role.ts';

/** The groups whose hosts make up a cluster. */
const DIRECTORS = 'directors';
const REAL_SERVERS = 'real_servers';

/** A host as a role sees it by the inventory alone, beside the others of its cluster. */
export const placed = (job: Job, role: AnyRole, host: Host): Placed<unknown> => ({
  ...member(job, role, host),
  directors: members(job, role, [DIRECTORS]),
  nodes: members(job, role, [DIRECTORS, REAL_SERVERS]),
});

const member = (job: Job, role: AnyRole, host: Host): Member<unknown> => ({
  name: host.name,
  host,
  vars: job.vars.get(host.name)?.get(role.name),
});

/** The roles whose schemas a host's variables have to fit: its own, and those that look at it from other hosts. */
export const readersOf = (job: Job, host: Host): readonly AnyRole[] => {
  const isNode = host.groups.some((group) => group === DIRECTORS || group === REAL_SERVERS);
  const all = job.plays.flatMap(({ play, hosts }) => (hosts.length === 0 ? [] : play.roles));
  return [...new Set([...rolesOf(job, host.name), ...(isNode ? all.filter(({ readsNodes }) => readsNodes) : [])])];
};

/** Members of a group as the role sees them: a host that the role is not for counts when its variables fit all the same. */
const members = (job: Job, role: AnyRole, groups: readonly string[]): readonly Member<unknown>[] =>
  job.hosts
    .filter((host) => groups.some((group) => host.groups.includes(group)))
    .flatMap((host) => {
      const known = member(job, role, host);
      if (known.vars !== undefined) return [known];
      const read = role.vars.safeParse(host.vars);
      return read.success ? [{ ...known, vars: read.data }] : [];
    });
