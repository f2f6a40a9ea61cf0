import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { Job } from '../../core/play.ts';
import { validateVars } from '../../inventory/validate/validate.ts';
import { defineRole } from '../model/role.ts';
import { nodeAddress } from '../model/segment.ts';
import { segment } from '../model/segment-vars.ts';
import { addressTexts } from '../model/virtual-addresses.ts';
import type { Timings } from '../ports/fault.ts';
import { stackOf } from '../stack/stack-of.ts';
import { faultsOf } from './faults/index.ts';
import { type DrillVars, drillVars } from './limits.ts';
import type { DrillNode } from './node.ts';

/** What a drill has to know of a cluster; times in seconds. */
export interface DrillCluster extends Timings {
  /** The virtual addresses, one by one, and in words. */
  readonly addresses: readonly string[];
  readonly virtualAddress: string;
  readonly nodes: readonly DrillNode[];
  /** What the inventory has to be asked by http, where there is such a service. */
  readonly url: string | undefined;
  readonly drill: DrillVars;
}

/** The roles' schemas have checked these by now; here they are only picked out. */
const picked = z.object(segment);

/**
 * Reads the cluster that a drill is about out of an inventory.
 * @throws InputError for `drill` variables that are wrong, and where there is no director
 */
export function readCluster(job: Job): DrillCluster {
  const isDirector = ({ groups }: Host): boolean => groups.includes('directors');
  const members = job.hosts.filter((host) => isDirector(host) || host.groups.includes('real_servers'));
  const first = members.find(isDirector);
  if (first === undefined) throw new InputError([{ message: 'the inventory has no host in the group directors' }]);
  const stack = stackOf(job);
  const limits = drillVars(faultsOf(stack).map(({ name }) => name));
  const role = defineRole({ name: 'drill', vars: limits, resources: () => [] });
  const valid = validateVars(job.hosts.map((host) => ({ host, roles: members.includes(host) ? [role] : [] })));
  const own = valid.get(first.name)?.get(role.name);
  const vars = picked.parse(first.vars);
  const addresses = addressTexts(vars);
  return {
    addresses,
    virtualAddress: addresses.join(', '),
    nodes: members.map((host) => ({
      name: host.name,
      address: nodeAddress(host),
      isDirector: isDirector(host),
      interface: String(host.vars['interface'] ?? vars.interface),
    })),
    deadtime: stack.ha.drill.deadtime(first),
    checkSeconds: stack.balancer.drill.checkSeconds(first),
    url: stack.balancer.drill.url(first),
    drill: limits.parse(own).drill,
  };
}
