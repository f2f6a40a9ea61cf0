import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import { routerId } from './router.ts';
import { vars as schema } from './vars.ts';

/** Directors take adverts of a virtual router with their number for those of their own, and so the connections that they are told of. */
export const marks: NonNullable<HaStack['marks']> = ({ vars }) => {
  const { data } = schema.safeParse(vars);
  if (data === undefined) return [];
  const mark = {
    value: routerId(data),
    path: ['keepalived', 'virtual_router_id'],
    instead: 'give one of them another `keepalived.virtual_router_id`',
  };
  return [
    { ...mark, what: 'virtual_router_id' },
    { ...mark, what: 'IPVS sync id' },
  ];
};
