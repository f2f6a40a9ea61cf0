import { segmentOf } from '../../src/cluster/model/segment-vars.ts';
import { hasIpv6 } from '../../src/cluster/model/virtual-addresses.ts';
import { rawServices } from '../../src/cluster/services/given.ts';
import { negotiated } from '../../src/cluster/services/negotiated.ts';
import type { ServiceType } from '../../src/cluster/services/negotiation.ts';
import { serviceSchema } from '../../src/cluster/services/service.ts';
import { isRange } from '../../src/cluster/services/service-port.ts';
import { tc } from '../../src/cluster/services/software.ts';
import type { Host } from '../../src/core/host.ts';
import type { Software } from '../../src/core/software.ts';
import { BY_LWP } from './modules.ts';
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

/** By which LWP asks over IPv6: ldirectord loads it at such a check, and dies where it is not there. */
const inet6: Software = {
  id: 'http checks over IPv6',
  packages: { deb: ['libnet-inet6glue-perl'], rpm: ['perl-Net-INET6Glue'] },
};

const configured = serviceSchema(writable);

/** What a director needs for ldirectord, and for the checks of its services; the role itself refuses services that are wrong. */
export function software(vars: Host['vars']): readonly Software[] {
  const data = rawServices(vars).flatMap((given) => configured.safeParse(given).data ?? []);
  const asked = negotiated(data);
  const ofChecks = asked.flatMap((type) => (type in CHECKS ? CHECKS[type as keyof typeof CHECKS] : []));
  const overIpv6 = hasIpv6(segmentOf(vars)) && asked.some((type) => BY_LWP.includes(type)) ? [inet6] : [];
  return [
    ldirectord,
    ipvsadm,
    ...new Set(ofChecks),
    ...overIpv6,
    ...(data.some(({ port }) => isRange(port)) ? [tc] : []),
  ];
}

/** The same for whatever services there may be. */
export const everySoftware: readonly Software[] = [ldirectord, ipvsadm, ...new Set(Object.values(CHECKS)), inet6, tc];
