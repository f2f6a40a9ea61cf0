import type { Check } from './check.ts';
import { HostError, type HostFailure, InputError, type Problem } from './errors.ts';
import type { Facts } from './facts.ts';
import type { Host } from './host.ts';
import { hostsOf, type Job } from './job.ts';
import { compare } from './plan.ts';
import type { Platform } from './platform.ts';
import type { Resource } from './resource.ts';
import type { AnyRole, Context, Member } from './role.ts';

/** The groups whose hosts make up a cluster. */
const DIRECTORS = 'directors';
const REAL_SERVERS = 'real_servers';

/** What is wanted on one host; resources by play, in the order of the job's plays. */
export interface Desired {
  readonly host: string;
  readonly plays: readonly (readonly Resource[])[];
  readonly checks: readonly Check[];
}

export interface Composition {
  readonly desired: ReadonlyMap<string, Desired>;
  /** Checks across hosts; only of roles all of whose hosts were asked. */
  readonly clusterChecks: readonly Check[];
  readonly warnings: readonly string[];
  /** Hosts that are not what umctl can work with. */
  readonly failed: ReadonlyMap<string, HostFailure>;
}

/** What the hosts have said that roles are told. */
export interface Known {
  readonly facts: ReadonlyMap<string, Facts>;
  readonly secrets: (host: string, role: string) => Readonly<Record<string, string>>;
}

/**
 * Asks every role what it wants on every host that the run works on. Pure.
 * @throws InputError with all that the roles refuse, at the place in the inventory.
 */
export function compose(job: Job, known: Known, platformOf: (host: string, facts: Facts) => Platform): Composition {
  const failed = new Map<string, HostFailure>();
  const desired = new Map<string, Desired>();
  const contexts = new Map<AnyRole, Context<unknown>[]>();
  const problems: Problem[] = [];
  const warnings: string[] = [];
  for (const host of job.hosts.filter(({ name }) => job.selected.has(name))) {
    const facts = known.facts.get(host.name);
    if (facts === undefined) continue;
    const platform = platformOrFailure(() => platformOf(host.name, facts));
    if ('failure' in platform) {
      failed.set(host.name, platform.failure);
      continue;
    }
    const earlier = new Map<string, Resource>();
    const checks: Check[] = [];
    const seen = new Set<AnyRole>();
    const plays = job.plays.map(({ play, hosts }) => {
      if (!hosts.some(({ name }) => name === host.name)) return [];
      return play.roles.flatMap((role) => {
        if (seen.has(role)) return [];
        seen.add(role);
        const context: Context<unknown> = {
          ...member(job, role, host),
          facts,
          platform: platform.platform,
          directors: members(job, role, [DIRECTORS]),
          nodes: members(job, role, [DIRECTORS, REAL_SERVERS]),
          secrets: known.secrets(host.name, role.name),
          earlier: new Map(earlier),
        };
        contexts.set(role, [...(contexts.get(role) ?? []), context]);
        for (const { path, message } of role.refuse?.(context) ?? []) problems.push({ at: host.at(path), message });
        for (const message of role.warn?.(context) ?? []) warnings.push(message);
        if (problems.length > 0) return [];
        const resources = role.resources(context).filter((resource) => isNew(resource, earlier, role));
        for (const resource of resources) earlier.set(resource.id, resource);
        if (!job.wants(role)) return [];
        checks.push(...(role.checks?.(context) ?? []));
        return resources;
      });
    });
    desired.set(host.name, { host: host.name, plays, checks });
  }
  if (problems.length > 0) throw new InputError(distinct(problems));
  const clusterChecks = [...contexts].flatMap(([role, asked]) =>
    job.wants(role) && asked.length === hostsOf(job, role).length ? (role.clusterChecks?.(asked) ?? []) : [],
  );
  return { desired, clusterChecks, warnings: [...new Set(warnings)], failed };
}

/** Two roles may want the same; wanting different things of one resource is a mistake in the playbook. */
function isNew({ id, want }: Resource, earlier: ReadonlyMap<string, Resource>, role: AnyRole): boolean {
  const same = earlier.get(id);
  if (same !== undefined && compare(want, same.want).length > 0)
    throw new InputError([{ message: `role ${role.name} wants another ${id} than a role before it does` }]);
  return same === undefined;
}

function platformOrFailure(detect: () => Platform): { platform: Platform } | { failure: HostFailure } {
  try {
    return { platform: detect() };
  } catch (error) {
    if (error instanceof HostError) return { failure: error.failure };
    throw error;
  }
}

const member = (job: Job, role: AnyRole, host: Host): Member<unknown> => ({
  name: host.name,
  host,
  vars: job.vars.get(host.name)?.get(role.name),
});

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

const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];
