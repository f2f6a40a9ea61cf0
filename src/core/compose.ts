import type { Check } from './check.ts';
import { HostError, type HostFailure, InputError, type RefusedHost } from './errors.ts';
import type { Facts } from './facts.ts';
import { hostsOf, wantedRoles } from './job.ts';
import { placed } from './place.ts';
import { compare } from './plan.ts';
import type { Platform } from './platform.ts';
import type { Job } from './play.ts';
import type { Resource } from './resource.ts';
import type { AnyRole, Context, KnownHost } from './role.ts';

/** What is wanted on one host; resources by play, in the order of the job's plays. */
export interface Desired {
  readonly host: string;
  readonly plays: readonly (readonly Resource[])[];
  readonly checks: readonly Check[];
  /** The same checks, by the play whose role has them. */
  readonly checksOf: readonly (readonly Check[])[];
  /** Which role wants a resource, by its id. */
  readonly roleOf?: ReadonlyMap<string, string>;
  /** Ids of the resources that clients are served by ({@link Role.serves}). */
  readonly serving?: ReadonlySet<string>;
}

export interface Composition {
  readonly desired: ReadonlyMap<string, Desired>;
  /** Checks across hosts; only of roles all of whose hosts were asked. */
  readonly clusterChecks: readonly Check[];
  /** The checks across hosts of each play's roles, in the order of the job's plays. */
  readonly across: readonly (readonly Check[])[];
  readonly warnings: readonly string[];
  /** What the roles refuse of the hosts, each with the host, at the place in the inventory. */
  readonly refused: readonly RefusedHost[];
  /** Hosts that are not what umctl can work with. */
  readonly failed: ReadonlyMap<string, HostFailure>;
}

/** What the hosts have said that roles are told. */
export interface Known {
  readonly facts: ReadonlyMap<string, Facts>;
  readonly secrets: (host: string, role: string) => Readonly<Record<string, string>>;
  /** What hosts remember for a role, by host. */
  readonly recalled: (role: string) => ReadonlyMap<string, string>;
}

/**
 * Asks every role what it wants on every host that the run works on. Pure.
 * @throws InputError when two roles want different things of one resource
 */
export function compose(job: Job, known: Known, platformOf: (host: string, facts: Facts) => Platform): Composition {
  const { platforms, failed } = platformsOf(job, known, platformOf);
  const desired = new Map<string, Desired>();
  const contexts = new Map<AnyRole, Context<unknown>[]>();
  const refused: RefusedHost[] = [];
  const warnings: string[] = [];
  const roles = wantedRoles(job);
  for (const host of job.hosts.filter(({ name }) => job.selected.has(name))) {
    const itself = platforms.get(host.name);
    if (itself === undefined) continue;
    const { remark } = itself.platform;
    if (remark !== undefined) warnings.push(`${host.name}: ${remark}`);
    const earlier = new Map<string, Resource>();
    const roleOf = new Map<string, string>();
    const checksOf: (readonly Check[])[] = [];
    const seen = new Set<AnyRole>();
    const serving = new Set<string>();
    const wanted = () =>
      job.plays.map(({ play, hosts }) => {
        const checks: Check[] = [];
        checksOf.push(checks);
        if (!hosts.some(({ name }) => name === host.name)) return [];
        return play.roles.flatMap((role) => {
          if (seen.has(role)) return [];
          seen.add(role);
          const context: Context<unknown> = {
            ...placed(job, role, host),
            ...itself,
            known: platforms,
            secrets: known.secrets(host.name, role.name),
            recalled: known.recalled(role.name),
            roles,
            allowed: job.allowed ?? new Set(),
            earlier: new Map(earlier),
          };
          contexts.set(role, [...(contexts.get(role) ?? []), context]);
          for (const { path, message } of role.refuseHost?.(context) ?? [])
            refused.push({ host: host.name, problem: { at: host.at(path), message } });
          for (const message of role.warn?.(context) ?? []) warnings.push(message);
          const resources = role.resources(context).filter((resource) => isNew(resource, earlier, role));
          for (const resource of resources) {
            earlier.set(resource.id, resource);
            roleOf.set(resource.id, role.name);
          }
          if (role.serves === true) for (const { id } of resources) serving.add(id);
          if (!job.wants(role)) return [];
          checks.push(...(role.checks?.(context) ?? []));
          return resources;
        });
      });
    const plays = orFailed(failed, host.name, wanted);
    if (plays === undefined) continue;
    desired.set(host.name, { host: host.name, plays, checks: checksOf.flat(), checksOf, roleOf, serving });
  }
  const across = (role: AnyRole): readonly Check[] => {
    const asked = (contexts.get(role) ?? []).filter(({ name }) => !failed.has(name));
    return job.wants(role) && asked.length === hostsOf(job, role).length ? (role.clusterChecks?.(asked) ?? []) : [];
  };
  const clusterChecks = [...contexts.keys()].flatMap(across);
  const acrossPlays = job.plays.map(({ play }) => play.roles.flatMap(across));
  return { desired, clusterChecks, across: acrossPlays, warnings: [...new Set(warnings)], refused, failed };
}

/** Two roles may want the same; wanting different things of one resource is a mistake in the playbook. */
function isNew({ id, want }: Resource, earlier: ReadonlyMap<string, Resource>, role: AnyRole): boolean {
  const same = earlier.get(id);
  if (same !== undefined && compare(want, same.want).length > 0)
    throw new InputError([{ message: `two roles want different things of ${id}: ${role.name} and a role before it` }]);
  return same === undefined;
}

/** What the hosts are that have said so, and those that the run is for and that umctl does not know how to work on. */
function platformsOf(job: Job, { facts }: Known, platformOf: (host: string, facts: Facts) => Platform) {
  const platforms = new Map<string, KnownHost>();
  const failed = new Map<string, HostFailure>();
  for (const [host, found] of facts) {
    const platform = orFailed(failed, host, () => platformOf(host, found));
    if (platform !== undefined) platforms.set(host, { facts: found, platform });
  }
  for (const host of failed.keys()) if (!job.selected.has(host)) failed.delete(host);
  return { platforms, failed };
}

/** What `make` makes; where the host is not fit for it, that is noted. */
function orFailed<T>(failed: Map<string, HostFailure>, host: string, make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    failed.set(host, error.failure);
    return undefined;
  }
}
