import { InputError, type Problem } from '../core/errors.ts';
import type { Host, Inventory } from '../core/host.ts';
import { inPlays } from '../core/job.ts';
import type { Part } from '../core/parts.ts';
import type { Job, PartJob, Playbook } from '../core/play.ts';
import { limitParts } from './limit-file.ts';
import { distinct } from './problems.ts';
import { sameAddress } from './same-address.ts';
import { limitTo } from './select.ts';

/** What the job of one part has to know of the others. */
export interface OfPart {
  /** Names of the hosts that `--limit` leaves, of all parts. */
  readonly selected: ReadonlySet<string>;
  /** Hosts of other parts, with the names of these. */
  readonly elsewhere: ReadonlyMap<string, string>;
  /** All parts: what a play means by a name is seen there. */
  readonly whole: Inventory;
}

interface Dividing {
  readonly parts: readonly Part[];
  readonly domain: Playbook['domain'];
  readonly limit: string | undefined;
  readonly warn: (message: string) => void;
  /** @throws InputError with what is wrong with the part */
  readonly jobOf: (part: Inventory, of: OfPart) => Job;
}

/**
 * The jobs of all parts of an inventory, as one. Hosts that are of no part are one more, if a play is for them.
 * @throws InputError with everything that is wrong with any part
 */
export function jobOfParts(given: Inventory, { parts, domain, limit, warn, jobOf }: Dividing): Job {
  const hosts = domain === undefined ? given.hosts : given.hosts.map(domain.view);
  const whole = withPartNames({ ...given, hosts }, parts);
  const limited = limit === undefined ? hosts : limitTo(whole, limitParts(limit), warn);
  const selected = new Set(limited.map(({ name }) => name));
  const partOf = new Map(parts.flatMap(({ name, hosts: mine }) => mine.map((host) => [host.name, name] as const)));
  const rest = { name: '', hosts: given.hosts.filter(({ name }) => !partOf.has(name)) };
  const problems: Problem[] = [];
  const jobs = [...parts, rest].flatMap((part): readonly PartJob[] => {
    const elsewhere = new Map([...partOf].filter(([host]) => !part.hosts.some(({ name }) => name === host)));
    try {
      const job = jobOf({ ...given, hosts: part.hosts }, { selected, elsewhere, whole });
      if (part === rest && inPlays(job).length === 0) return [];
      return [{ ...(part.name === '' ? {} : { name: part.name }), job }];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  const all = jobs.flatMap(({ job }) => job.hosts);
  const found = [...problems, ...sameAddress(all, (host) => jobs.some(({ job }) => inPlays(job).includes(host)))];
  if (found.length > 0) throw new InputError(distinct(found));
  return inOne(jobs, { ...given, hosts }, selected);
}

/** The names of parts stand for their hosts in `--limit`, where no group and no host is called so. */
function withPartNames(inventory: Inventory, parts: readonly Part[]): Inventory {
  const { hosts, groups, members = new Map() } = inventory;
  const taken = new Set([...groups, ...hosts.map(({ name }) => name)]);
  const free = parts.filter(({ name }) => name !== '' && !taken.has(name));
  const namesOf = (host: Host) =>
    free.flatMap((part) => (part.hosts.some(({ name }) => name === host.name) ? [part.name] : []));
  return {
    ...inventory,
    hosts: hosts.map((host) => ({ ...host, groups: [...host.groups, ...namesOf(host)] })),
    groups: [...groups, ...free.map(({ name }) => name)],
    members: new Map([...members, ...free.map((part) => [part.name, part.hosts.map(({ name }) => name)] as const)]),
  };
}

function inOne(jobs: readonly PartJob[], { file, hosts: given }: Inventory, selected: ReadonlySet<string>): Job {
  const made = new Map(jobs.flatMap(({ job }) => job.hosts.map((host) => [host.name, host] as const)));
  const hosts = given.map((host) => made.get(host.name) ?? host);
  const [first] = jobs;
  if (first === undefined || !jobs.some(({ job }) => inPlays(job).some(({ name }) => selected.has(name))))
    throw new InputError([{ at: { file, line: 1, column: 1 }, message: 'no host that --limit leaves is in a play' }]);
  return {
    hosts,
    selected,
    plays: jobs.flatMap(({ job }) => job.plays),
    vars: new Map(jobs.flatMap(({ job }) => [...job.vars])),
    wants: first.job.wants,
    ...(first.job.allowed === undefined ? {} : { allowed: first.job.allowed }),
    parts: jobs,
  };
}
