import { firstPort, type ServicePort } from './service-port.ts';

/** What a check can negotiate with, and the port by which that is taken for granted. */
const PORTS = {
  dns: 53,
  ftp: 21,
  http: 80,
  https: 443,
  http_proxy: 3128,
  imap: 143,
  imaps: 993,
  ldap: 389,
  ldaps: 636,
  mysql: 3306,
  nntp: 119,
  oracle: 1521,
  pgsql: 5432,
  pop: 110,
  pops: 995,
  radius: 1812,
  simpletcp: undefined,
  sip: 5060,
  smtp: 25,
  submission: 587,
  none: undefined,
} as const;

export type ServiceType = keyof typeof PORTS;

export const SERVICES = Object.keys(PORTS) as readonly ServiceType[] as readonly [ServiceType, ...ServiceType[]];

/** What a service is taken to be, by the virtual service's port. */
export const serviceOfPort = (port: number | undefined): ServiceType | undefined =>
  SERVICES.find((service) => port !== undefined && PORTS[service] === port);

/** The usual port of what a check negotiates with. */
export const portOf = (service: ServiceType): number | undefined => PORTS[service];

/** Settings of a check that a service cannot be asked without. */
export const NEEDED: Partial<
  Record<ServiceType, readonly ('request' | 'receive' | 'login' | 'database' | 'secret')[]>
> = {
  // An empty pattern matches whatever the last one matched (perlop), so these would pass or fail by chance.
  ftp: ['request', 'receive'],
  simpletcp: ['request', 'receive'],
  dns: ['request', 'receive'],
  mysql: ['login', 'database', 'request'],
  pgsql: ['login', 'database', 'request'],
  oracle: ['login', 'database', 'request'],
  radius: ['login', 'secret'],
};

/** What a check negotiates with: as the inventory says, or else as the port does. */
export const serviceOf = ({
  check,
  port,
}: {
  readonly check: { readonly service?: ServiceType | undefined; readonly port?: number | undefined };
  readonly port?: ServicePort | undefined;
}): ServiceType | undefined => check.service ?? serviceOfPort(check.port ?? firstPort(port));
