import { hasGroups } from '../../src/cluster/model/address-groups.ts';
import { segmentOf } from '../../src/cluster/model/segment-vars.ts';
import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { rawServices } from '../../src/cluster/services/given.ts';
import { type ServiceType, serviceOf } from '../../src/cluster/services/negotiation.ts';
import { negotiates } from '../../src/cluster/services/refine-check.ts';
import { serviceSchema, type VirtualService } from '../../src/cluster/services/service.ts';
import { isRange } from '../../src/cluster/services/service-port.ts';
import { tc } from '../../src/cluster/services/software.ts';
import type { Host } from '../../src/core/host.ts';
import type { Software } from '../../src/core/software.ts';
import { writable } from './vars/writable.ts';

export const keepalived: Software = { id: 'keepalived', packages: { deb: ['keepalived'], rpm: ['keepalived'] } };

const ipvsadm: Software = { id: 'ipvsadm', packages: { deb: ['ipvsadm'], rpm: ['ipvsadm'] } };

/** What umctl-check is written in. Every Debian has it. */
const perl: Software = {
  id: 'Perl',
  packages: { deb: ['perl-base'], rpm: ['perl-interpreter', 'perl-Socket'] },
};

/** arping knows IPv4 alone. */
const ping: Software = { id: 'ping', packages: { deb: ['iputils-ping'], rpm: ['iputils'] } };

const openssl: Software = { id: 'TLS checks', packages: { deb: ['openssl'], rpm: ['openssl'] } };
const ldap: Software = { id: 'ldap checks', packages: { deb: ['libnet-ldap-perl'], rpm: ['perl-LDAP'] } };
/** Its Perl module comes from the database's maker. */
const oracle: Software = { id: 'oracle checks', packages: { deb: ['libdbi-perl'], rpm: ['perl-DBI'] } };

/** What umctl-check asks with, by what checks negotiate with. */
const CHECKS: Readonly<Partial<Record<ServiceType, Software>>> = {
  https: openssl,
  imaps: openssl,
  pops: openssl,
  ldap,
  ldaps: ldap,
  mysql: { id: 'mysql checks', packages: { deb: ['libdbd-mysql-perl'], rpm: ['perl-DBD-MySQL'] } },
  pgsql: { id: 'pgsql checks', packages: { deb: ['libdbd-pg-perl'], rpm: ['perl-DBD-Pg'] } },
  oracle,
  radius: { id: 'radius checks', packages: { deb: ['perl'], rpm: ['perl-Digest-MD5'] } },
};

const configured = serviceSchema(writable);

/** What a service is asked by umctl-check; nothing where keepalived asks by itself. */
function askedByPerl(service: VirtualService): ServiceType | undefined {
  const asked = negotiates(service.check.type) ? serviceOf(service) : undefined;
  return asked === 'smtp' || asked === 'submission' || asked === 'none' ? undefined : asked;
}

/** What a director needs for keepalived, and for the checks of its services; the role itself refuses services that are wrong. */
export function software(vars: Host['vars']): readonly Software[] {
  const data = rawServices(vars).flatMap((given) => configured.safeParse(given).data ?? []);
  const asked = data.flatMap((service) => askedByPerl(service) ?? []);
  const byPerl = asked.length > 0 || data.some(({ check }) => check.type === 'external-perl');
  const clients = asked.flatMap((service) => CHECKS[service] ?? []);
  const segment = segmentOf(vars);
  const isIpv6 = virtualAddresses(segment).some(({ ip }) => ip.family === 6);
  return [
    keepalived,
    ipvsadm,
    ...(hasGroups(segment) || data.some(({ port }) => isRange(port)) ? [tc] : []),
    ...(isIpv6 ? [ping] : []),
    ...(byPerl ? [perl] : []),
    ...new Set(clients),
  ];
}

/** The same for whatever services there may be. */
export const everySoftware: readonly Software[] = [
  keepalived,
  ipvsadm,
  tc,
  ping,
  perl,
  ...new Set(Object.values(CHECKS)),
];
