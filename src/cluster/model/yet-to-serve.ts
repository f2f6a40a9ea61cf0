import { servedAddresses } from '../facts/served.ts';
import { holdsVirtualAddress } from './holder.ts';
import type { Context } from './role.ts';
import type { SegmentVars } from './segment-vars.ts';

/**
 * Whether the cluster was never set up and this run does not start it: no node has the virtual address on its interface,
 * none has been a member yet, and what moves the address is not among the roles of the run. Then nobody can direct when the run ends.
 */
export const isYetToServe = ({ nodes, known, roles, stack }: Context<SegmentVars>): boolean =>
  !roles.has(stack.ha.id) &&
  nodes.every(({ name, host }) => {
    const facts = known.get(name)?.facts;
    return facts !== undefined && servedAddresses(facts).length === 0 && !holdsVirtualAddress(host, facts);
  });
