import { type Context, defineRole } from '../../src/core/role.ts';
import { isDirector } from '../shared/members.ts';
import { type PackagesVars, vars } from './vars.ts';

/** All software that the other roles need, in one transaction. */
export default defineRole({
  name: 'packages',
  vars,
  resources: (context) => [context.platform.packages(software(context))],
});

const software = (context: Context<PackagesVars>) =>
  [
    isDirector(context) ? (['heartbeat', 'ldirectord', 'ipvsadm'] as const) : [],
    // What the checks ask with, and what brings the logs to the disk.
    ['arping', 'syslog'] as const,
    context.vars.demo_site ? (['web server', 'ftp server'] as const) : [],
  ].flat();
