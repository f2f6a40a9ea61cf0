import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import type { Need } from '../../src/cluster/model/role.ts';
import type { Play } from '../../src/core/play.ts';
import { handOver } from './handover/hand-over.ts';
import handover from './handover/role.ts';
import { acceptKey, active, signWithKey, standby } from './phases.ts';

/** What comes before heartbeat's role, in plays of their own: directors must never run with different keys or links. */
export const phasePlays = [
  { name: 'new key accepted', hosts: 'directors', roles: [acceptKey], active: holdsVirtualAddress, gate: 'play' },
  {
    name: 'new key signs',
    hosts: 'directors',
    roles: [signWithKey],
    active: holdsVirtualAddress,
    // Together: until all sign with it, their UDP links are dead to each other, and the serial one is all they have.
    batch: '100%',
    gate: 'play',
  },
  // Who was the standby may serve by now, as ldirectord was changed before.
  { name: 'standby', hosts: 'directors', roles: [standby], active: holdsVirtualAddress, around: [handOver] },
  { name: 'active director', hosts: 'directors', roles: [active], active: holdsVirtualAddress },
] as const satisfies readonly Play[];

export const needs: readonly Need[] = [
  {
    role: handover,
    what: 'role handover',
    why:
      'haresources names a program that it brings, and nobody could take over; add umctl/roles/handover, or begin with the ' +
      'plays of umctl/playbook',
  },
  ...phasePlays.map((play) => ({
    role: play.roles[0],
    what: `play '${play.name}'`,
    why:
      'directors whose key or links change at once take each other for dead, and both take the virtual address; ' +
      'write ...heartbeatPlays of umctl/roles/heartbeat in its place, or begin with the plays of umctl/playbook',
    as: play,
  })),
];
