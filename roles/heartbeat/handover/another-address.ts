import { oldAddresses } from '../../../src/cluster/model/holder.ts';
import type { Context, Refusal } from '../../../src/cluster/model/role.ts';
import { virtualAddresses } from '../../../src/cluster/model/virtual-addresses.ts';
import { type Handover, handoverOf } from './possible.ts';
import type { HandoverVars } from './vars.ts';

/** What cannot change while a director has the virtual address: nobody would take it off the interface it is on. */
export function tooMuchAtOnce(context: Context<HandoverVars>): Refusal | undefined {
  const { vars, facts, name } = context;
  const old = oldAddresses(context);
  const on = (address: string) =>
    facts.addresses.filter((found) => found.address === address).map(({ device }) => device);
  const places = [
    ...old.map((address) => ({ address, wanted: vars.interface, path: ['interface'] })),
    ...virtualAddresses(vars).map(({ ip, interface: wanted, path }) => ({
      address: ip.text,
      wanted,
      path: wanted === vars.interface ? ['interface'] : path,
    })),
  ];
  const moved = places.flatMap((place) => {
    const elsewhere = on(place.address).find((device) => device !== 'lo' && device !== place.wanted);
    return elsewhere === undefined ? [] : [{ ...place, elsewhere }];
  })[0];
  if (moved !== undefined)
    return {
      path: moved.path,
      message:
        `${name} has the virtual address ${moved.address} on ${moved.elsewhere}, and it is to move to ${moved.wanted}; first run ` +
        '`service heartbeat stop` on both directors, the standby first',
    };
  // LVSDirector leaves the address on lo, IPaddr2 takes it away from there.
  const [first] = old;
  const was: Handover = first !== undefined && on(first).includes('lo') ? 'make_before_break' : 'classic';
  if (first === undefined || was === handoverOf(context)) return undefined;
  return {
    path: [virtualAddresses(vars)[0]?.path[0] ?? 'virtual_address'],
    message: `the virtual address and \`handover\` cannot change together: apply one with \`handover: ${was}\` first, then the other`,
  };
}
