import { type Context, defineRole } from '../../src/core/role.ts';
import { handoverOf, hindrance } from '../shared/handover.ts';
import { tooMuchAtOnce } from './another-address.ts';
import { checks } from './checks.ts';
import { classic, makeBeforeBreak } from './resources.ts';
import { type HandoverVars, vars } from './vars.ts';

/** What lets a director take duties over before the other gives them up: IPVS on both, and who of them directs. */
export default defineRole({
  name: 'handover',
  vars,
  refuseHost(context: Context<HandoverVars>) {
    const hard = tooMuchAtOnce(context);
    if (hard !== undefined) return [hard];
    const why = context.vars.handover === 'make_before_break' ? hindrance(context) : undefined;
    if (why === undefined) return [];
    return [
      { path: ['handover'], message: `${context.name} cannot hand over by make_before_break: ${why}; use classic` },
    ];
  },
  resources: (context) => (handoverOf(context) === 'classic' ? classic(context) : makeBeforeBreak(context)),
  checks: (context) => (handoverOf(context) === 'classic' ? [] : checks(context)),
});
