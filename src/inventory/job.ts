import { InputError, type Problem } from '../core/errors.ts';
import type { Host, Inventory } from '../core/host.ts';
import { nearest } from '../core/nearest.ts';
import { readersOf } from '../core/place.ts';
import type { Choice, Job, Playbook, ResolvedPlay } from '../core/play.ts';
import { refusals } from '../core/refusals.ts';
import type { Allowance } from '../core/role.ts';
import { limitParts } from './limit-file.ts';
import { membersOf } from './members.ts';
import { misspeltGroups } from './misspelt-groups.ts';
import { misspeltPlays } from './misspelt-plays.ts';
import { jobOfParts, type OfPart } from './parts-job.ts';
import { distinct } from './problems.ts';
import { sameAddress } from './same-address.ts';
import { limitTo, selectHosts } from './select.ts';
import { settled } from './settle.ts';
import { splitPattern } from './split-pattern.ts';
import { validateVars } from './validate/validate.ts';

/** What the command line narrows a run to. */
export interface JobOptions {
  /** An Ansible pattern; unset = every host of the plays. */
  readonly limit?: string;
  /** Set where the other hosts of the plays are neither asked nor locked: how they are reached is then nobody's affair. */
  readonly onlyLimited?: true;
  /** What is let pass that is refused otherwise. */
  readonly allowed?: ReadonlySet<Allowance>;
  /** Hears what is odd, and no mistake. */
  readonly warn?: (message: string) => void;
  /** Names of roles; none = all of them. */
  readonly tags: readonly string[];
  /** Names of roles to leave out. */
  readonly skipTags: readonly string[];
}

/** `of` is set for the job of one part among several: whom `--limit` leaves has been decided then, and may be nobody of it. */
type PartOptions = JobOptions & { readonly of?: OfPart };

/**
 * Brings inventory and playbook together: which hosts have which roles, with their variables checked. Variables of
 * hosts that the run is not limited to are checked too, as roles look at the whole cluster, and so are those of nodes
 * that a role reads without being on them.
 * @throws InputError with everything that is wrong, in variables and in how hosts and variables hang together.
 */
export function createJob(given: Inventory, playbook: Playbook, options: JobOptions): Job {
  const { problems, parts } = playbook.domain?.parts?.(given) ?? { problems: [], parts: [] };
  if (problems.length > 0) throw new InputError(problems);
  if (parts.length < 2) return oneJob(given, playbook, options);
  const told = new Set<string>();
  const warn = (message: string): void => {
    if (!told.has(message)) options.warn?.(message);
    told.add(message);
  };
  return jobOfParts(given, {
    parts,
    domain: playbook.domain,
    limit: options.limit,
    warn,
    jobOf: (inventory, of) => oneJob(inventory, playbook, { ...options, warn, of }),
  });
}

function oneJob(given: Inventory, playbook: Playbook, options: PartOptions): Job {
  const { choice } = playbook;
  return choice === undefined ? jobOf(given, playbook, options) : openJob(given, { ...playbook, choice }, options);
}

/** The job of the playbook that the inventory decides for, or one that may turn out to be another. */
function openJob(
  given: Inventory,
  { choice, ...playbook }: Playbook & { readonly choice: Choice },
  options: PartOptions,
): Job {
  const { of, alternatives, byInventory, byHosts } = choice;
  // Which hosts plays are for is not known yet; whoever is in a group that means something may be one.
  const means = new Set(alternatives.flatMap(({ domain }) => domain?.groups.map(({ name }) => name) ?? []));
  const hosts = settled(given.hosts, alternatives, ({ groups }) => groups.some((group) => means.has(group)));
  const { problems, chosen, preferred, isMeant } = byInventory(hosts);
  if (problems.length > 0) throw new InputError(problems);
  const likely = (chosen ?? preferred).name;
  const made = new Map(
    alternatives
      .filter(({ name }) => chosen === undefined || chosen.name === name)
      .map(({ name, ...alternative }) => {
        // What is to be warned of is told once.
        const mine = name === likely ? options : { ...options, warn: () => undefined };
        return [name, attempt(() => jobOf(given, { ...playbook, ...alternative }, mine))];
      }),
  );
  const first = made.get(likely);
  const possible = [...made.values()].filter((one): one is Job => 'plays' in one);
  if (first instanceof InputError && (isMeant || possible.length === 0)) throw first;
  const job = first === undefined || first instanceof InputError ? possible[0] : first;
  if (job === undefined) throw new Error(`there is no ${of} to choose from`);
  return chosen === undefined ? { ...job, choice: { of, byHosts, jobs: made } } : { ...job, chosen: { of, ...chosen } };
}

function attempt(make: () => Job): Job | InputError {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function jobOf(given: Inventory, { plays, domain, facts }: Playbook, options: PartOptions): Job {
  const { of, limit, tags, skipTags, onlyLimited, allowed, warn = () => undefined } = options;
  const written = domain === undefined ? given.hosts : given.hosts.map(domain.view);
  // Hosts that leave without being listed bring their group along.
  const groups = [...new Set([...given.groups, ...written.flatMap((host) => host.groups)])];
  const resolve = (hosts: readonly Host[]): readonly ResolvedPlay[] =>
    plays.map((play) => ({
      play,
      hosts: inOrderOf(hosts, selectHosts({ ...given, hosts, groups }, splitPattern(play.hosts))),
    }));
  const players = new Set(resolve(written).flatMap((play) => play.hosts));
  const hosts = settled(written, [{ plays, ...(domain === undefined ? {} : { domain }) }], (host) => players.has(host));
  const inventory = { ...given, hosts, groups };
  const resolved = resolve(hosts);
  const limited = () => (limit === undefined ? hosts : limitTo(inventory, limitParts(limit), warn));
  const selected = of === undefined ? limited() : hosts.filter(({ name }) => of.selected.has(name));
  const isJudged = (host: Host) => onlyLimited !== true || selected.includes(host);
  const isInPlay = (host: Host) => resolved.some((play) => play.hosts.includes(host));
  const problems = [
    ...unknownTags([...tags, ...skipTags], resolved),
    ...misspeltPlays(plays, of?.whole ?? inventory, domain?.groups.map(({ name }) => name) ?? []),
    ...misspeltGroups(hosts, { groups: domain?.groups ?? [], isInPlay }),
    ...sameAddress(hosts, isInPlay),
    ...distinct(hosts.filter((host) => isInPlay(host) && isJudged(host)).flatMap(({ problems = [] }) => problems)),
  ];
  if (problems.length > 0) throw new InputError(problems);
  if (of === undefined && !resolved.some(({ hosts }) => hosts.some((host) => selected.includes(host))))
    throw new InputError([
      limit === undefined
        ? { at: { file: inventory.file, line: 1, column: 1 }, message: nobody(plays, limit) }
        : { message: nobody(plays, limit) },
    ]);
  const job = {
    hosts: inventory.hosts,
    membersOf: (group: string) => membersOf(inventory, group),
    selected: new Set(selected.map(({ name }) => name)),
    plays: resolved,
    ...(facts === undefined ? {} : { facts }),
    ...(domain === undefined ? {} : { domain }),
    ...(allowed === undefined ? {} : { allowed }),
    ...(of === undefined ? {} : { elsewhere: of.elsewhere }),
    wants: ({ name }: { readonly name: string }) =>
      (tags.length === 0 || tags.includes(name)) && !skipTags.includes(name),
    vars: new Map(),
  };
  const assignments = inventory.hosts.map((host) => ({ host, roles: readersOf(job, host) }));
  const checked = { ...job, vars: validateVars(assignments) };
  const refused = [...(domain?.refuse?.(hosts) ?? []), ...refusals(checked)];
  if (refused.length > 0) throw new InputError(refused);
  return checked;
}

const inOrderOf = (all: readonly Host[], some: readonly Host[]): readonly Host[] => {
  const within = new Set(some);
  return all.filter((host) => within.has(host));
};

function nobody(plays: Playbook['plays'], limit: string | undefined): string {
  const patterns = plays.flatMap(({ hosts }) =>
    hosts.split(/[:,&]+/).filter((name) => name !== '' && !name.startsWith('!')),
  );
  const groups = [...new Set(patterns)].toSorted();
  const limited = limit === undefined ? '' : ` that --limit ${limit} leaves`;
  const hint = limit === undefined && groups.includes('directors') ? '; put the load balancers under `directors`' : '';
  return `no host${limited} is in ${groups.length === 1 ? 'group' : 'one of the groups'} ${groups.join(', ')}${hint}`;
}

function unknownTags(tags: readonly string[], plays: readonly ResolvedPlay[]): readonly Problem[] {
  const roles = [...new Set(plays.flatMap(({ play }) => play.roles.map(({ name }) => name)))];
  return tags
    .filter((tag) => !roles.includes(tag))
    .map((tag) => {
      const meant = nearest(tag, roles);
      return {
        message: `no role is called "${tag}"; ${meant === undefined ? `there are ${roles.join(', ')}` : `did you mean "${meant}"?`}`,
      };
    });
}
