import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import { drill } from './drill.ts';
import { handOver, switchover } from './handover/hand-over.ts';
import handover from './handover/role.ts';
import { heartbeatPlays } from './role.ts';

/** heartbeat in its classic haresources mode, behind the port of `src/cluster`. */
export const heartbeat: HaStack = {
  id: 'heartbeat',
  handOver,
  switchover,
  drill,
  before: [
    // What this prepares is not in force, and so not in order, before ldirectord and heartbeat are as it wants them.
    { name: 'hand-over', hosts: 'directors', roles: [handover], active: holdsVirtualAddress, gate: () => [] },
  ],
  plays: heartbeatPlays,
};
