import { defineRole } from '../../src/core/role.ts';
import { warnOfKeys } from './authkeys/warn.ts';
import { base } from './base.ts';
import { checks, clusterChecks } from './checks.ts';
import { takesAddress, warnOfDuties } from './mend.ts';
import { refuse, refuseName, warn } from './refuse.ts';
import { warnOfAddresses } from './refuse-addresses.ts';
import { running } from './resources.ts';

/** Which director has the virtual address and runs ldirectord: heartbeat, in its classic haresources mode. */
export default defineRole({
  ...base,
  refuse,
  refuseHost: refuseName,
  warn: (director) => [
    ...warnOfDuties(director),
    ...warn(director),
    ...warnOfAddresses(director),
    ...warnOfKeys(director),
  ],
  resources: (context) => [...running(context), ...takesAddress(context)],
  checks,
  clusterChecks,
});
