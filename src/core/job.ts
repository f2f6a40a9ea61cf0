import { InputError } from './errors.ts';
import type { Host } from './host.ts';
import type { Job } from './play.ts';
import type { AnyRole, SecretSource } from './role.ts';

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

/** The jobs that a job may turn out to be. */
export const possibleJobs = (job: Job): readonly Job[] =>
  job.choice === undefined ? [job] : [...job.choice.jobs.values()].flatMap((one) => ('plays' in one ? [one] : []));

/**
 * Does something with each job that a job may turn out to be, until one is fit for it.
 * @throws InputError what is wrong with the likeliest, where none is
 */
export function anyJob(job: Job, fits: (job: Job) => void): void {
  const [first, ...others] = [job, ...possibleJobs(job).filter(({ domain }) => domain !== job.domain)].map((one) =>
    complaintOf(() => fits(one)),
  );
  if (first !== undefined && others.every((other) => other !== undefined)) throw first;
}

function complaintOf(work: () => void): InputError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}
