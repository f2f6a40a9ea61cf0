import { InputError } from '../../core/errors.ts';
import { rolesOf } from '../../core/job.ts';
import { nearest } from '../../core/nearest.ts';
import { placed } from '../../core/place.ts';
import type { Job } from '../../core/play.ts';
import { addressesOf } from '../model/own-addresses.ts';
import type { Placed } from '../model/role.ts';
import { addressOf } from '../model/segment.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import type { Balanced } from '../ports/balancer.ts';
import { stackOf } from '../stack/stack-of.ts';
import { realServerName } from './note.ts';

/** The cluster as the balancer's role sees it, by the inventory alone. @throws InputError where the playbook has no such role */
export function balancedBy(job: Job): Balanced<SegmentVars> {
  const { role, id } = stackOf(job).balancer;
  const director = job.hosts.find((host) => rolesOf(job, host.name).some(({ name }) => name === role.name));
  if (director === undefined) throw new InputError([{ message: `no play of the playbook has the role ${id}` }]);
  // What the role's own schema has read.
  const { vars, nodes } = placed(job, role, director) as Placed<SegmentVars>;
  return { vars, nodes, recalled: new Map() };
}

/** Real servers by what people call them: a node by its name in the inventory, any other by its address. */
function realServers(job: Job): ReadonlyMap<string, string> {
  const cluster = balancedBy(job);
  const addresses = stackOf(job)
    .balancer.wanted(cluster)
    .flatMap((service) => service.realServers);
  const known = (address: string): string => {
    const node = cluster.nodes.find(({ vars, host }) => addressesOf(vars, host).includes(address));
    return node === undefined ? address : addressOf(node);
  };
  return new Map(addresses.map((address) => [realServerName(address, cluster.nodes), known(address)]));
}

/** The address of the real server that is meant; undefined when there is none. */
export function realServerOf(job: Job, given: string): string | undefined {
  const known = realServers(job);
  return known.get(given) ?? [...known.values()].find((address) => address === given);
}

/** The same. @throws InputError, with the nearest name, when there is none */
export function findRealServer(job: Job, given: string): string {
  const found = realServerOf(job, given);
  if (found !== undefined) return found;
  const names = [...realServers(job).keys()];
  const meant = nearest(given, [...names, ...realServers(job).values()]);
  const instead = meant === undefined ? `there are ${names.join(', ')}` : `did you mean "${meant}"?`;
  throw new InputError([{ message: `no real server is called "${given}"; ${instead}` }]);
}
