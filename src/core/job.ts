import type { Domain } from './domain.ts';
import type { Host } from './host.ts';
import type { Play } from './play.ts';
import type { AnyRole, SecretSource } from './role.ts';

/** What a run is about, before any host has been asked: everything that the input alone decides. */
export interface Job {
  /** All hosts of the inventory, in its order. */
  readonly hosts: readonly Host[];
  /** Names of the hosts that the run is limited to. */
  readonly selected: ReadonlySet<string>;
  readonly plays: readonly ResolvedPlay[];
  /** As the playbook has it. */
  readonly domain?: Domain;
  /** Variables as each role's schema read them, by host and role name. */
  readonly vars: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  /** Whether steps of a role are wanted (`--tags`, `--skip-tags`); checks are those of the same roles. */
  readonly wants: (role: AnyRole) => boolean;
}

/** A play with its pattern resolved to hosts. */
export interface ResolvedPlay {
  readonly play: Play;
  readonly hosts: readonly Host[];
}

/** The roles of a host, in the order of the plays; each once. */
export const rolesOf = (job: Job, host: string): readonly AnyRole[] => [
  ...new Set(
    job.plays.filter((play) => play.hosts.some(({ name }) => name === host)).flatMap(({ play }) => play.roles),
  ),
];

/** Names of the roles that the run is for, on whichever hosts. */
export const wantedRoles = (job: Job): ReadonlySet<string> =>
  new Set(job.plays.flatMap(({ play }) => play.roles.filter(job.wants).map(({ name }) => name)));

/** The hosts that a role is applied to, in the order of the inventory. */
export const hostsOf = (job: Job, role: AnyRole): readonly Host[] =>
  job.hosts.filter((host) => rolesOf(job, host.name).includes(role));

/** Hosts that some play is for, in the order of the inventory: the cluster. */
export const inPlays = (job: Job): readonly Host[] => job.hosts.filter(({ name }) => rolesOf(job, name).length > 0);

/** Those of them that the run is limited to. */
export const workOn = (job: Job): readonly Host[] => inPlays(job).filter(({ name }) => job.selected.has(name));

/** A secret of a role on a host, and where it comes from. */
export interface WantedSecret {
  readonly host: string;
  readonly role: string;
  readonly name: string;
  readonly source: SecretSource;
}

/** The secrets of all hosts, each once: phases of a role go by its name, and have its secrets. */
export const wantedSecrets = (job: Job): readonly WantedSecret[] =>
  job.hosts.flatMap(({ name: host }) => {
    const wanted = rolesOf(job, host).flatMap((role) =>
      Object.entries(role.secrets?.(job.vars.get(host)?.get(role.name)) ?? {}).map(
        ([name, source]) => [`${role.name} ${name}`, { host, role: role.name, name, source }] as const,
      ),
    );
    return [...new Map(wanted).values()];
  });
