import { note } from '../../src/cluster/drain/note.ts';
import { askRegister, newest } from '../../src/cluster/drain/register.ts';
import { registerFile } from '../../src/cluster/drain/register-file.ts';
import { NODES } from '../../src/cluster/membership/removed.ts';
import { type Context, defineRole, type Role } from '../../src/cluster/model/role.ts';
import { givenServices } from '../../src/cluster/services/given.ts';
import { askMarked, marked, refuseMarks } from '../../src/cluster/services/marked.ts';
import { forwarding, refuseMasqueradedNodes, warnOfWayBack } from '../../src/cluster/services/masquerade.ts';
import { persistence } from '../../src/cluster/services/persistence.ts';
import { secretSources } from '../../src/cluster/services/secrets.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { services } from '../../src/cluster/services/services.ts';
import { containsSecret } from '../../src/core/secrets.ts';
import { joinSh } from '../../src/core/sh.ts';
import { resetByInstalling } from '../../src/platform/capabilities/reset-by-installing.ts';
import { file } from '../../src/resources/file.ts';
import { handoverOf } from '../heartbeat/handover/possible.ts';
import handover from '../heartbeat/handover/role.ts';
import realserver from '../realserver/role.ts';
import { checks, clusterChecks } from './checks.ts';
import { ldirectordCf } from './config.ts';
import { daemon, ofLdirectord, reloadWithoutAutoreload, startOnActive } from './daemon.ts';
import { removeStaleServices } from './old-address.ts';
import { refuse } from './refuse.ts';
import { ldirectord as software } from './software.ts';
import { type LdirectordVars, vars } from './vars.ts';
import { FORBIDDEN } from './writable.ts';

/** The configuration of the balancer, which heartbeat starts and stops with the virtual address. */
export const ldirectord: Role<LdirectordVars> = {
  name: 'ldirectord',
  serves: true,
  vars,
  readsGroups: NODES,
  refuse: (director) => [...refuse(director), ...refuseMasqueradedNodes(director)],
  refuseHost: refuseMarks,
  recall: (of) => joinSh([askMarked(of), askRegister]),
  warn: (context) => [
    ...newest(context.recalled).drained.map((one) => note(one, context.nodes)),
    ...warnOfWayBack(context),
  ],
  secrets: (of) => secretSources(givenServices<VirtualService>(of), { forbids: FORBIDDEN }),
  resources(context: Context<LdirectordVars>) {
    const reset = resetByInstalling(context, software);
    const content = ldirectordCf(context);
    const mode = containsSecret(content) ? '0600' : '0644';
    const rereading = { rereadBy: 'ldirectord', impact: ofLdirectord };
    const configuration = file({ path: '/etc/ha.d/ldirectord.cf', content, mode }, { ...reset, ...rereading });
    // The register first, so that a run which is cut off leaves no weight that nobody remembers the reason of.
    const realServers = services(context).flatMap(({ reals }) => reals.map(({ address }) => address));
    const first = [
      ...marked(context),
      ...persistence(context),
      ...registerFile(context.recalled, realServers),
      ...forwarding(context),
    ];
    const read = [configuration, ...reloadWithoutAutoreload(context, configuration)];
    return handoverOf(context) === 'classic'
      ? [...first, ...daemon(context, 'classic'), ...read, ...startOnActive(context), ...removeStaleServices(context)]
      : [...first, ...read, ...daemon(context, 'make_before_break'), ...removeStaleServices(context)];
  },
  checks,
  clusterChecks,
};

const OR_ALL = 'add it before this one, or begin with the plays of umctl/playbook';

export default defineRole({
  ...ldirectord,
  needs: [
    {
      role: realserver,
      what: 'role realserver',
      why: `a director without the virtual address on lo does not take what the other sends it; ${OR_ALL}`,
    },
    {
      role: handover,
      what: 'role handover',
      why: `two directors with a table would both direct, and send clients to each other; ${OR_ALL}`,
    },
  ],
});
