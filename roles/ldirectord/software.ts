import { rawServices } from '../../src/cluster/services/given.ts';
import { negotiated } from '../../src/cluster/services/negotiated.ts';
import type { ServiceType } from '../../src/cluster/services/negotiation.ts';
import { serviceSchema } from '../../src/cluster/services/service.ts';
import type { Host } from '../../src/core/host.ts';
import type { Software } from '../../src/core/software.ts';
import { writable } from './writable.ts';

/** Debian's Depends bring the Perl modules of all its checks but those of databases. */
export const ldirectord: Software = {
  id: 'ldirectord',
  packages: { deb: ['ldirectord'], rpm: ['ldirectord'], el5: ['heartbeat-ldirectord'] },
};

const ipvsadm: Software = { id: 'ipvsadm', packages: { deb: ['ipvsadm'], rpm: ['ipvsadm'] } };

const ldap: Software = { id: 'ldap checks', packages: { deb: ['libnet-ldap-perl'], rpm: ['perl-LDAP'] } };

/** What ldirectord's own package may leave out, by what checks negotiate with. */
const CHECKS = {
  dns: { id: 'dns checks', packages: { deb: ['libnet-dns-perl'], rpm: ['perl-Net-DNS'] } },
  ldap,
  ldaps: ldap,
  mysql: { id: 'mysql checks', packages: { deb: ['libdbd-mysql-perl'], rpm: ['perl-DBD-MySQL'] } },
  pgsql: { id: 'pgsql checks', packages: { deb: ['libdbd-pg-perl'], rpm: ['perl-DBD-Pg'] } },
} as const satisfies Partial<Record<ServiceType, Software>>;

const configured = serviceSchema(writable);

/** What a director needs for ldirectord, and for the checks of its services; the role itself refuses services that are wrong. */
export function software(vars: Host['vars']): readonly Software[] {
  const data = rawServices(vars).flatMap((given) => configured.safeParse(given).data ?? []);
  const ofChecks = negotiated(data).flatMap((type) => (type in CHECKS ? CHECKS[type as keyof typeof CHECKS] : []));
  return [ldirectord, ipvsadm, ...new Set(ofChecks)];
}

/** The same for whatever services there may be. */
export const everySoftware: readonly Software[] = [ldirectord, ipvsadm, ...new Set(Object.values(CHECKS))];
