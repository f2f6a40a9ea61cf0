import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import type { Balancer } from '../../src/cluster/ports/balancer.ts';
import { drill } from './drill.ts';
import { drainRemovedRealServers } from './leaving.ts';
import role from './role.ts';
import { software } from './software.ts';

/** ldirectord, behind the port of `src/cluster`. */
export const ldirectord: Balancer = {
  id: 'ldirectord',
  drill,
  software,
  services: ['ldirectord'],
  leave: (platform) => [platform.service({ name: 'ldirectord', enabled: false, running: false })],
  owns: ['/etc/ha.d/*'],
  plays: ({ handOver }) => [
    {
      name: 'clients leave',
      hosts: 'directors',
      roles: [drainRemovedRealServers],
      active: holdsVirtualAddress,
      batch: '100%',
    },
    { name: 'directors', hosts: 'directors', roles: [role], active: holdsVirtualAddress, around: [handOver] },
  ],
};
