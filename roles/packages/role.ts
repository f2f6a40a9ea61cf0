import { isDirector } from '../../src/cluster/model/is-director.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import type { Software } from '../../src/core/platform.ts';
import { negotiated } from '../ldirectord/modules.ts';
import type { ServiceType } from '../ldirectord/vars/services.ts';
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
    isDirector(context) ? (['heartbeat', 'ldirectord', 'ipvsadm'] as const) : [],
    isDirector(context) ? forChecks(context.vars) : [],
    // What the checks ask with, and what brings the logs to the disk.
    ['arping', 'syslog'] as const,
    context.vars.demo_site ? (['web server', 'ftp server'] as const) : [],
  ].flat();

/** What ldirectord's own package may leave out, by what checks negotiate with. */
const CHECKS = {
  dns: 'dns checks',
  ldap: 'ldap checks',
  ldaps: 'ldap checks',
  mysql: 'mysql checks',
  pgsql: 'pgsql checks',
} as const satisfies Partial<Record<ServiceType, Software>>;

const forChecks = ({ virtual_services = [] }: PackagesVars): readonly Software[] => [
  ...new Set(
    negotiated(virtual_services).flatMap((type) => (type in CHECKS ? CHECKS[type as keyof typeof CHECKS] : [])),
  ),
];
