import { note } from '../../src/cluster/drain/note.ts';
import { newest } from '../../src/cluster/drain/register.ts';
import { type Context, defineRole, type Placed } from '../../src/cluster/model/role.ts';
import { warnOfWayBack } from '../../src/cluster/services/masquerade.ts';
import { aroundService } from '../../src/platform/capabilities/around-service.ts';
import realserver from '../realserver/role.ts';
import { base } from './base.ts';
import { checks, clusterChecks } from './checks.ts';
import { givesUpAddress, warnOfSplit } from './mend.ts';
import { warnOfNoneLeft } from './none-left.ts';
import { refuse } from './refuse.ts';
import { refuseHost } from './refuse-host.ts';
import { all } from './resources.ts';
import { forgetChecks } from './stale-checks.ts';
import type { KeepalivedVars } from './vars.ts';
import { warnOfWeights } from './weights.ts';

/** Which director has the virtual address, the table of each, and the checks of real servers: all by keepalived. */
export default defineRole({
  ...base,
  needs: [
    {
      role: realserver,
      what: 'role realserver',
      why:
        'a director without the virtual address on lo does not take what the other sends it; add it before this one, or ' +
        'begin with the plays of umctl/playbook',
    },
  ],
  refuse: (director: Placed<KeepalivedVars>) => refuse(director),
  refuseHost(context: Context<KeepalivedVars>) {
    const why = context.platform.why(aroundService);
    if (why === undefined) return refuseHost(context);
    return [{ path: ['stack'], message: `${context.name} cannot hand duties over by keepalived: it takes systemd` }];
  },
  warn: (context) => [
    ...warnOfSplit(context),
    ...warnOfWeights(context),
    ...newest(context.recalled).drained.map((one) => note(one, context.nodes)),
    ...warnOfNoneLeft(context),
    ...warnOfWayBack(context),
  ],
  resources: (context) => [...all(context), forgetChecks(context), ...givesUpAddress(context)],
  checks,
  clusterChecks,
});
