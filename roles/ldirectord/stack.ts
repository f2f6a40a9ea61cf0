import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import { defineBalancer } from '../../src/cluster/ports/balancer.ts';
import { MARKS_OWNS } from '../../src/cluster/services/marked.ts';
import { letsGo } from '../../src/cluster/services/persistence.ts';
import { servicePorts } from '../../src/cluster/services/ports.ts';
import { wantedTable } from '../../src/cluster/services/table.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { drill } from './drill.ts';
import { leaving } from './leaving.ts';
import { LDIRECTORD_SERVICE } from './process.ts';
import role from './role.ts';
import { settlesWithin } from './settles.ts';
import { everySoftware, software } from './software.ts';
import { status } from './status/status.ts';
import { type LdirectordVars, vars as schema } from './vars.ts';

/** ldirectord, behind the port of `src/cluster`. */
export const ldirectord = defineBalancer<LdirectordVars>({
  id: 'ldirectord',
  families: [4, 6],
  drill,
  status,
  software,
  everySoftware,
  services: ['ldirectord'],
  leave: (platform) => platform.want(service, { ...LDIRECTORD_SERVICE, enabled: false, running: false }),
  ports: (vars) => {
    const { data } = schema.safeParse(vars);
    return data === undefined ? [] : servicePorts(data);
  },
  owns: ['/etc/ha.d/*', '/etc/systemd/system/ldirectord.service.d/*', ...MARKS_OWNS],
  role,
  wanted: wantedTable,
  keepsPersistent: (vars) => !letsGo(vars),
  settlesWithin,
  plays: ({ handOver }) => [
    {
      name: 'clients leave',
      hosts: 'directors',
      roles: [leaving],
      active: holdsVirtualAddress,
      batch: '100%',
    },
    { name: 'directors', hosts: 'directors', roles: [role], active: holdsVirtualAddress, around: [handOver] },
  ],
});
