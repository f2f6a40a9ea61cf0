import { z } from 'zod';
import type { Host } from '../../src/core/host.ts';
import type { Software } from '../../src/core/platform.ts';
import { negotiated } from './modules.ts';
import { service } from './vars/service.ts';
import type { ServiceType } from './vars/services.ts';

/** What ldirectord's own package may leave out, by what checks negotiate with. */
const CHECKS = {
  dns: 'dns checks',
  ldap: 'ldap checks',
  ldaps: 'ldap checks',
  mysql: 'mysql checks',
  pgsql: 'pgsql checks',
} as const satisfies Partial<Record<ServiceType, Software>>;

const configured = z.array(service);

/** What a director needs for ldirectord, and for the checks of its services; the role itself refuses services that are wrong. */
export function software({ virtual_services: given }: Host['vars']): readonly Software[] {
  const { data = [] } = configured.safeParse(given);
  const ofChecks = negotiated(data).flatMap((type) => (type in CHECKS ? CHECKS[type as keyof typeof CHECKS] : []));
  return ['ldirectord', 'ipvsadm', ...new Set(ofChecks)];
}
