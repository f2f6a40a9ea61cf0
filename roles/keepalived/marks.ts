import { firstAddress } from '../../src/cluster/model/virtual-addresses.ts';
import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import { routerId, syncId } from './router.ts';
import { vars as schema } from './vars.ts';

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
  ];
};
