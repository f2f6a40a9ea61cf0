import { addressesOf } from '../model/own-addresses.ts';
import type { Member } from '../model/role.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import type { Drained } from './register.ts';

/** A real server as people know it: by the inventory's name, or by its address where it is none of the nodes. */
export const realServerName = (address: string, nodes: readonly Member<SegmentVars>[]): string =>
  nodes.find(({ vars, host }) => addressesOf(vars, host).includes(address))?.name ?? address;

/** Who drained a real server, and when; what every plan of such a cluster says. */
export function note({ address, state, since, by, why }: Drained, nodes: readonly Member<SegmentVars>[]): string {
  const name = realServerName(address, nodes);
  const reason = why === '' ? '' : ` (${why})`;
  return state === 'drained'
    ? `${name} is drained since ${since}, by ${by}${reason}; umctl undrain gives it clients again`
    : `${name} is on its way back since ${since}, by ${by}, whose run was cut off; umctl undrain finishes it`;
}
