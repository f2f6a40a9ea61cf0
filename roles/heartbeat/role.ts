import { defineRole } from '../../src/core/role.ts';
import { base } from './base.ts';
import { checks, clusterChecks } from './checks.ts';
import { refuse, refuseName, warn } from './refuse.ts';
import { running } from './resources.ts';

/** Which director has the virtual address and runs ldirectord: heartbeat, in its classic haresources mode. */
export default defineRole({
  ...base,
  refuse,
  refuseHost: refuseName,
  warn,
  resources: running,
  checks,
  clusterChecks,
});
