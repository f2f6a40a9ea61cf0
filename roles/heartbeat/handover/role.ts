import { refuseInterface } from '../../../src/cluster/model/interfaces.ts';
import { type Context, defineRole, type Placed, type Refusal } from '../../../src/cluster/model/role.ts';
import { refuseUnlike } from '../../../src/cluster/model/unlike.ts';
import { showAddress, virtualAddresses } from '../../../src/cluster/model/virtual-addresses.ts';
import { tooMuchAtOnce } from './another-address.ts';
import { checks } from './checks.ts';
import { handoverOf, hindered, hindrance } from './possible.ts';
import { classic, makeBeforeBreak } from './resources.ts';
import { type HandoverVars, vars } from './vars.ts';

/** What lets a director take duties over before the other gives them up: IPVS on both, and who of them directs. */
export default defineRole({
  name: 'handover',
  serves: true,
  vars,
  refuse: (director: Placed<HandoverVars>) =>
    refuseUnlike(director, { members: director.directors, on: ({ handover }) => ({ handover }) }),
  refuseHost(context: Context<HandoverVars>) {
    const other = refuseInterface(context);
    if (other.length > 0) return other;
    const hard = tooMuchAtOnce(context);
    if (hard !== undefined) return [hard];
    const why = context.vars.handover === 'make_before_break' ? hindrance(context) : undefined;
    if (why === undefined) return refuseIpv6(context);
    return [
      { path: ['handover'], message: `${context.name} cannot hand over by make_before_break: ${why}; use classic` },
    ];
  },
  // Where none of them can, there is nothing to wonder about.
  warn({ vars, directors, known }: Context<HandoverVars>) {
    const why = vars.handover === undefined ? hindered({ directors, known }) : [];
    if (why.length === 0 || why.length === directors.length) return [];
    return [
      `the hand-over is classic, with a gap, because one director cannot do make_before_break (${why.join('; ')})`,
    ];
  },
  resources: (context) => (handoverOf(context) === 'classic' ? classic(context) : makeBeforeBreak(context)),
  checks: (context) => (handoverOf(context) === 'classic' ? [] : checks(context)),
});

/** IPaddr2, which the classic way moves addresses by, has no way for one of IPv6 that real servers have on lo. */
function refuseIpv6(context: Context<HandoverVars>): readonly Refusal[] {
  const six = virtualAddresses(context.vars).find(({ ip }) => ip.family === 6);
  // What the inventory says by itself, heartbeat's role refuses before a host is asked.
  if (six === undefined || context.vars.handover !== undefined || handoverOf(context) !== 'classic') return [];
  const why = hindered(context).join('; ');
  const message =
    `${showAddress(six)} is IPv6, which takes the hand-over make_before_break with heartbeat, and directors cannot do that ` +
    `(${why}); set \`stack: keepalived\``;
  return [{ path: six.path, message }];
}
