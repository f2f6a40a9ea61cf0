import { isDirector } from '../../src/cluster/model/is-director.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { type PackagesVars, vars } from './vars.ts';

/** All software that the other roles need, in one transaction, and the repositories that it comes from. */
export default defineRole({
  name: 'packages',
  vars,
  resources(context) {
    const { platform, vars } = context;
    const repositories = platform.repositories(vars.package_repositories);
    // A package that is offered nowhere yet may be in one that this very run configures.
    return [...repositories, platform.packages(software(context), { unblockedBy: repositories })];
  },
});

const software = (context: Context<PackagesVars>) =>
  [
    isDirector(context) ? ofStack(context) : [],
    // What the checks ask with, and what brings the logs to the disk.
    ['arping', 'syslog'] as const,
    context.vars.demo_site ? (['web server', 'ftp server'] as const) : [],
  ].flat();

const ofStack = ({ stack: { ha, balancer }, host }: Context<PackagesVars>) => [
  ...new Set([...ha.software(host.vars), ...balancer.software(host.vars)]),
];
