import { note } from '../../src/cluster/drain/note.ts';
import { askRegister, newest } from '../../src/cluster/drain/register.ts';
import { registerFile } from '../../src/cluster/drain/register-file.ts';
import { NODES } from '../../src/cluster/membership/removed.ts';
import { type Context, defineRole, type Placed } from '../../src/cluster/model/role.ts';
import { forwarding, warnOfWayBack } from '../../src/cluster/services/masquerade.ts';
import { persistence } from '../../src/cluster/services/persistence.ts';
import { services } from '../../src/cluster/services/services.ts';
import { joinSh } from '../../src/core/sh.ts';
import { aroundService } from '../../src/platform/capabilities/around-service.ts';
import realserver from '../realserver/role.ts';
import { checks, clusterChecks } from './checks.ts';
import { askDuties, dutiesUnderWay } from './duties.ts';
import { givesUpAddress, warnOfSplit } from './mend.ts';
import { refuse } from './refuse.ts';
import { refuseHost } from './refuse-host.ts';
import { prepared, running } from './resources.ts';
import { secrets } from './secrets.ts';
import { forgetChecks } from './stale-checks.ts';
import { type KeepalivedVars, vars } from './vars.ts';
import { keepalivedFact } from './version/fact.ts';

/** Which director has the virtual address, the table of each, and the checks of real servers: all by keepalived. */
export default defineRole({
  name: 'keepalived',
  serves: true,
  vars,
  readsGroups: NODES,
  needs: [
    {
      role: realserver,
      what: 'role realserver',
      why:
        'a director without the virtual address on lo does not take what the other sends it; add it before this one, or ' +
        'begin with the plays of umctl/playbook',
    },
  ],
  facts: [keepalivedFact],
  refuse: (director: Placed<KeepalivedVars>) => refuse(director),
  refuseHost(context: Context<KeepalivedVars>) {
    const why = context.platform.why(aroundService);
    if (why === undefined) return refuseHost(context);
    return [{ path: ['stack'], message: `${context.name} cannot hand duties over by keepalived: it takes systemd` }];
  },
  warn: (context) => [
    ...warnOfSplit(context),
    ...newest(context.recalled).drained.map((one) => note(one, context.nodes)),
    ...warnOfWayBack(context),
  ],
  secrets,
  recall: () => joinSh([askRegister, askDuties]),
  underWay: dutiesUnderWay,
  resources(context) {
    // The register first, so that a run which is cut off leaves no weight that nobody remembers the reason of.
    const realServers = services(context).flatMap(({ reals }) => reals.map(({ address }) => address));
    return [
      ...persistence(context),
      ...registerFile(context.recalled, realServers),
      ...forwarding(context),
      ...prepared(context),
      ...running(context),
      forgetChecks(context),
      ...givesUpAddress(context),
    ];
  },
  checks,
  clusterChecks,
});
