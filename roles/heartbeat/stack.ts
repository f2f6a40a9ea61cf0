import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import { sh } from '../../src/core/sh.ts';
import { service } from '../../src/platform/capabilities/service.ts';
import { HA_CF } from './config.ts';
import { drill } from './drill.ts';
import { NOTE } from './handover/at-work.ts';
import { handOver, switchover } from './handover/hand-over.ts';
import handover from './handover/role.ts';
import { links } from './heard-links.ts';
import { marks } from './marks.ts';
import { hears } from './peers.ts';
import { ports } from './ports.ts';
import { HEARTBEAT_SERVICE } from './process.ts';
import { addressesPlay, lastPlays } from './role.ts';
import { software } from './software.ts';
import { status } from './status/status.ts';

/** heartbeat in its classic haresources mode, behind the port of `src/cluster`. */
export const heartbeat: HaStack = {
  id: 'heartbeat',
  families: [4, 6],
  handOver,
  switchover,
  drill,
  status,
  before: [
    // What this prepares is not in force, and so not in order, before ldirectord and heartbeat are as it wants them.
    { name: 'hand-over', hosts: 'directors', roles: [handover], active: holdsVirtualAddress, gate: () => [] },
    addressesPlay,
  ],
  plays: lastPlays,
  // Its phases go by the name of its role.
  rotation: { roles: ['heartbeat'] },
  software: () => [software],
  everySoftware: [software],
  services: ['heartbeat'],
  // Its own stop hands duties over.
  leave: (platform) => platform.want(service, { ...HEARTBEAT_SERVICE, enabled: false, running: false }),
  owns: ['/etc/ha.d/*', '/etc/sysconfig/heartbeat', '/etc/systemd/system/heartbeat.service.d/*'],
  ports,
  limits: {
    // Measured with three: when the active one stopped, both others took the address ("Both machines own our resources!").
    unasked: [4],
    directors: { most: 2, why: 'when one of three dies, both others take the virtual address' },
  },
  directorFile: HA_CF,
  hears,
  links,
  marks,
  handsOver: sh`[ -e ${NOTE} ]`,
};
