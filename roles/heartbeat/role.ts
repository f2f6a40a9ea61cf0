import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import { defineRole } from '../../src/cluster/model/role.ts';
import type { Play } from '../../src/core/play.ts';
import { warnOfKeys } from './authkeys/warn.ts';
import { base } from './base.ts';
import { checks, clusterChecks } from './checks.ts';
import { addressesComeAndGo } from './come-and-go.ts';
import { takesAddress, warnOfDuties } from './mend.ts';
import { needs, phasePlays } from './phase-plays.ts';
import { pingNodesProven, warnOfSerial } from './ping-nodes.ts';
import { warnOfPreferred } from './preferred.ts';
import { refuse, refuseHost, warn } from './refuse.ts';
import { warnOfAddresses } from './refuse-addresses.ts';
import { running } from './resources.ts';

/** Which director has the virtual address and runs ldirectord: heartbeat, in its classic haresources mode. */
const heartbeat = defineRole({
  ...base,
  needs,
  refuse,
  refuseHost,
  warn: (director) => [
    ...warnOfDuties(director),
    ...warn(director),
    ...warnOfAddresses(director),
    ...warnOfKeys(director),
    ...warnOfPreferred(director),
    ...warnOfSerial(director),
  ],
  resources: (context) => [...pingNodesProven(context), ...running(context), ...takesAddress(context)],
  checks,
  clusterChecks,
});

export default heartbeat;

/** Virtual addresses that come and go while others serve; where there is a choice, before the balancer hears of their services. */
export const addressesPlay: Play = {
  name: 'virtual addresses',
  hosts: 'directors',
  roles: [addressesComeAndGo],
  active: holdsVirtualAddress,
  gate: () => [],
};

/** What comes last: the phases that a serving pair takes another key or other links in, then heartbeat itself. */
export const lastPlays: readonly Play[] = [
  ...phasePlays,
  { name: 'heartbeat', hosts: 'directors', roles: [heartbeat], active: holdsVirtualAddress },
];

/** Heartbeat on the directors, for a playbook of one's own. */
export const heartbeatPlays: readonly Play[] = [addressesPlay, ...lastPlays];
