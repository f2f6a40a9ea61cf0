import { oldAddress } from '../../../src/cluster/model/holder.ts';
import type { Context, Refusal } from '../../../src/cluster/model/role.ts';
import { virtualAddress } from '../../../src/cluster/model/segment.ts';
import { type Handover, handoverOf } from './possible.ts';
import type { HandoverVars } from './vars.ts';

/** What cannot change while a director has the virtual address: nobody would take it off the interface it is on. */
export function tooMuchAtOnce(context: Context<HandoverVars>): Refusal | undefined {
  const { vars, facts, name } = context;
  const old = oldAddress(context);
  const address = old ?? virtualAddress(vars).address;
  const on = facts.addresses.filter((found) => found.address === address).map(({ device }) => device);
  const elsewhere = on.find((device) => device !== 'lo' && device !== vars.interface);
  if (elsewhere !== undefined)
    return {
      path: ['interface'],
      message:
        `${name} has the virtual address ${address} on ${elsewhere}, and it is to move to ${vars.interface}; first run ` +
        '`service heartbeat stop` on both directors, the standby first',
    };
  // LVSDirector leaves the address on lo, IPaddr2 takes it away from there.
  const was: Handover = on.includes('lo') ? 'make_before_break' : 'classic';
  if (old === undefined || was === handoverOf(context)) return undefined;
  return {
    path: ['virtual_address'],
    message: `the virtual address and \`handover\` cannot change together: apply one with \`handover: ${was}\` first, then the other`,
  };
}
