import { z } from 'zod';
import { InputError } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { Job } from '../../core/play.ts';
import { validateVars } from '../../inventory/validate/validate.ts';
import { addressGroups } from '../model/address-groups.ts';
import { defineRole } from '../model/role.ts';
import { nodeAddress } from '../model/segment.ts';
import { segment } from '../model/segment-vars.ts';
import { addressTexts, virtualAddresses } from '../model/virtual-addresses.ts';
import type { BalancerDrill, Page, Timings } from '../ports/fault.ts';
import { stackOf } from '../stack/stack-of.ts';
import { faultsOf } from './faults/index.ts';
import { type DrillVars, drillVars } from './limits.ts';
import type { DrillNode } from './node.ts';

/** What a drill has to know of a cluster; times in seconds. */
export interface DrillCluster extends Timings {
  /** The virtual addresses, one by one, and in words. */
  readonly addresses: readonly string[];
  readonly virtualAddress: string;
  /** The same by which of them are on one director at a time; one, unless directors share them. */
  readonly groups: readonly (readonly string[])[];
  readonly nodes: readonly DrillNode[];
  /** What each has to be asked by http, of those with such a service. */
  readonly pages: readonly Page[];
  /** The virtual addresses with the names that the inventory has for them. */
  readonly names: readonly { readonly address: string; readonly name?: string }[];
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
    groups: addressGroups(vars).map(addressTexts),
    nodes: members.map((host) => ({
      name: host.name,
      address: nodeAddress(host),
      isDirector: isDirector(host),
      interface: String(host.vars['interface'] ?? vars.interface),
    })),
    deadtime: stack.ha.drill.deadtime(first),
    checkSeconds: stack.balancer.drill.checkSeconds(first),
    pages: pagesOf(stack.balancer.drill, first, addresses),
    names: virtualAddresses(vars).map(({ ip, name }) => ({
      address: ip.text,
      ...(name === undefined ? {} : { name }),
    })),
    drill: limits.parse(own).drill,
  };
}

/** A balancer that tells of one page alone is asked for that, which is of the first address. */
function pagesOf({ pages, url }: BalancerDrill, director: Host, [address = '']: readonly string[]): readonly Page[] {
  if (pages !== undefined) return pages(director);
  const one = url(director);
  return one === undefined ? [] : [{ address, url: one }];
}
