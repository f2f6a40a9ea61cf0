import type { Context, Refusal } from '../../src/cluster/model/role.ts';
import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { MOST } from './handover/places.ts';
import { duty, handoverOf, wordOf } from './handover/possible.ts';
import type { HeartbeatVars } from './vars.ts';

/** The first director is told of addresses whose list is longer than a message of heartbeat's holds. */
export function refuseLength(director: Context<HeartbeatVars>): readonly Refusal[] {
  const { name, vars, directors } = director;
  if (name !== directors[0]?.name || handoverOf(director) !== 'make_before_break') return [];
  const length = (count?: number): number => wordOf(duty({ vars: firstOf(vars, count), directors })).length;
  if (length() <= MOST) return [];
  const all = virtualAddresses(vars).length;
  let fits = all;
  while (fits > 1 && length(fits) > MOST) fits -= 1;
  const message =
    `with heartbeat and make_before_break all virtual addresses stand in one word of haresources, and a message of heartbeat's holds ` +
    `${MOST} characters of it: ${fits} of these ${all} addresses; set \`stack: keepalived\`, which takes them all, or ` +
    '`handover: classic`, or leave addresses out';
  return [{ path: ['virtual_addresses'], message }];
}

const firstOf = (vars: HeartbeatVars, count?: number): HeartbeatVars => ({
  ...vars,
  virtual_addresses: vars.virtual_addresses?.slice(0, count),
});
