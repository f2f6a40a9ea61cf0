import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import { defineBalancer } from '../../src/cluster/ports/balancer.ts';
import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import type { Program } from '../../src/cluster/ports/program.ts';
import type { Stack } from '../../src/cluster/ports/stack.ts';
import { MARKS_OWNS } from '../../src/cluster/services/marked.ts';
import { letsGo } from '../../src/cluster/services/persistence.ts';
import { servicePorts } from '../../src/cluster/services/ports.ts';
import { wantedTable } from '../../src/cluster/services/table.ts';
import type { Play } from '../../src/core/play.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { HANDS_OVER } from './director/state.ts';
import { TAKES_OVER } from './director/takes-over.ts';
import { balancerDrill, drill } from './drill.ts';
import { hears } from './duties.ts';
import { handOver, switchover } from './handover/hand-over.ts';
import { links } from './heard-links.ts';
import { joiningLast } from './joining.ts';
import { leaving } from './leaving.ts';
import { marks } from './marks.ts';
import { DIRECTOR_SETTINGS, PROGRAMS, UNITS } from './paths.ts';
import { phasePlays } from './phases.ts';
import { ports } from './ports.ts';
import { KEEPALIVED_SERVICE } from './process.ts';
import role from './role.ts';
import { connectsAsBefore } from './selinux.ts';
import { everySoftware, software } from './software.ts';
import { status, tableStatus } from './status/status.ts';
import { PASSWORD } from './vars/authentication.ts';
import { type KeepalivedVars, vars as schema } from './vars.ts';

const program = {
  id: 'keepalived',
  families: [4, 6],
  software,
  everySoftware,
  services: ['keepalived'],
  // The facility is an option of its command line, which the package's own file and an administrator set.
  logsAs: ['Keepalived', 'umctl-keepalived'],
  // Its own stop hands duties over.
  leave: (platform) => [
    ...platform.want(service, { ...KEEPALIVED_SERVICE, enabled: false, running: false }),
    connectsAsBefore,
  ],
  owns: ['/etc/keepalived/*', `${PROGRAMS}/umctl-*`, ...UNITS, ...MARKS_OWNS],
} satisfies Omit<Program, 'ports'>;

/** Before the phases, in which the active director gets all that is new, too. */
const clientsLeave: Play = {
  name: 'clients leave',
  hosts: 'directors',
  roles: [leaving],
  active: holdsVirtualAddress,
  batch: '100%',
};

const ha: HaStack = {
  ...program,
  ports,
  handOver,
  switchover,
  drill,
  status,
  before: [clientsLeave, ...phasePlays],
  plays: [],
  rotation: { roles: ['keepalived'], secret: PASSWORD },
  directorFile: DIRECTOR_SETTINGS,
  takesOver: TAKES_OVER,
  hears,
  links,
  marks,
  handsOver: HANDS_OVER,
};

const balancer = defineBalancer<KeepalivedVars>({
  ...program,
  ports: (vars) => {
    const { data } = schema.safeParse(vars);
    return data === undefined ? [] : servicePorts(data);
  },
  drill: balancerDrill,
  status: tableStatus,
  role,
  wanted: wantedTable,
  keepsPersistent: (vars) => !letsGo(vars),
  settlesWithin: () => SETTLES_WITHIN,
  plays: () => [
    {
      name: 'directors',
      hosts: 'directors',
      roles: [role],
      active: holdsVirtualAddress,
      order: joiningLast,
      around: [handOver],
    },
  ],
});

/** keepalived, which moves the virtual address, fills the table and checks real servers: both ports of `src/cluster`. */
export const keepalived: Stack = { ha, balancer };
