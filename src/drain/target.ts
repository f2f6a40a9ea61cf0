import { nameOf } from '../../roles/ldirectord/drain/note.ts';
import { ldirectord } from '../../roles/ldirectord/role.ts';
import { services } from '../../roles/ldirectord/service.ts';
import type { LdirectordVars } from '../../roles/ldirectord/vars.ts';
import { InputError } from '../core/errors.ts';
import { type Job, rolesOf } from '../core/job.ts';
import { placed } from '../core/placed.ts';
import { type Context, defineRole, type Placed } from '../core/role.ts';
import { nearest } from '../inventory/nearest.ts';

/** The cluster as ldirectord's role sees it, by the inventory alone. @throws InputError where the playbook has no such role */
export function clusterOf(job: Job): Pick<Context<LdirectordVars>, 'vars' | 'nodes' | 'recalled'> {
  const director = job.hosts.find((host) => rolesOf(job, host.name).some(({ name }) => name === ldirectord.name));
  if (director === undefined)
    throw new InputError([{ message: `no play of the playbook has the role ${ldirectord.name}` }]);
  // What the role's own schema has read.
  const { vars, nodes } = placed(job, defineRole(ldirectord), director) as Placed<LdirectordVars>;
  return { vars, nodes, recalled: new Map() };
}

/**
 * The address of the real server that somebody means: a node by its name in the inventory, any other by its address.
 * @throws InputError, with the nearest name, when it is none
 */
export function findRealServer(job: Job, given: string): string {
  const cluster = clusterOf(job);
  const addresses = [...new Set(services(cluster).flatMap(({ reals }) => reals.map(({ address }) => address)))];
  const names = new Map(addresses.map((address) => [nameOf(address, cluster.nodes), address]));
  const found = names.get(given) ?? addresses.find((address) => address === given);
  if (found !== undefined) return found;
  const meant = nearest(given, [...names.keys(), ...addresses]);
  const instead = meant === undefined ? `there are ${[...names.keys()].join(', ')}` : `did you mean "${meant}"?`;
  throw new InputError([{ message: `no real server is called "${given}"; ${instead}` }]);
}
