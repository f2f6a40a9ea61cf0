import { firstAddress } from '../../src/cluster/model/virtual-addresses.ts';
import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import type { SegmentMark } from '../../src/cluster/ports/segment-mark.ts';
import { nextRouterId, routerId, syncId } from './router.ts';
import { type KeepalivedVars, vars as schema } from './vars.ts';

/** By one number directors know each other's adverts, and by another the connections that they tell each other of. */
export const marks: NonNullable<HaStack['marks']> = ({ vars }) => {
  const { data } = schema.safeParse(vars);
  if (data === undefined) return [];
  return [
    {
      what: 'virtual_router_id',
      value: routerId(data),
      path: ['keepalived', 'virtual_router_id'],
      instead: 'give one of them another `keepalived.virtual_router_id`',
    },
    {
      what: 'IPVS sync id',
      value: syncId(data),
      path: firstAddress(data).path,
      instead: 'give one of them a virtual address with another last number',
    },
    ...multicast(data),
  ];
};

/** What goes to all of the segment is heard by whoever has that number; there is one for the next active director, too. */
const multicast = (vars: KeepalivedVars): readonly SegmentMark[] =>
  vars.keepalived.adverts === 'unicast'
    ? []
    : [routerId(vars), nextRouterId(vars)].map((value) => ({
        what: 'virtual_router_id of multicast adverts',
        value,
        path: ['keepalived', 'virtual_router_id'],
        instead:
          'give one of them another `keepalived.virtual_router_id`; with multicast each takes a second one, which is ' +
          '128 higher or lower',
      }));
