import { serviceOf } from '../../../src/cluster/services/negotiation.ts';
import { checkSecretName } from '../../../src/cluster/services/secrets.ts';
import type { Service } from '../../../src/cluster/services/services.ts';
import { request } from './request.ts';
import { quoted, setting } from './setting.ts';

/** How ldirectord checks the real servers of a service. `secrets` holds tokens, by {@link checkSecretName}. */
export const checkLines = (
  { vars: service, givenName }: Pick<Service, 'vars' | 'givenName'>,
  secrets: Readonly<Record<string, string>>,
): readonly string[] => {
  const { check } = service;
  return [
    ...setting('checktype', check.type),
    // Login comes before service: ldirectord fills in a login of its own where it has met none yet.
    ...quoted('login', check.login),
    ...quoted('passwd', secrets[checkSecretName(givenName, 'passwd')]),
    ...setting('service', serviceOf(service)),
    ...quoted('request', request(check.request, serviceOf(service))),
    ...quoted('receive', check.receive),
    ...setting('httpmethod', check.httpmethod),
    ...quoted('virtualhost', check.virtualhost),
    ...quoted('database', check.database),
    ...quoted('secret', secrets[checkSecretName(givenName, 'secret')]),
    ...setting('checkport', check.port),
    ...quoted('checkcommand', check.command),
    ...setting('checktimeout', check.timeout),
    ...setting('negotiatetimeout', check.negotiatetimeout),
    ...setting('checkinterval', check.interval),
    ...setting('checkcount', check.count),
    ...setting('failurecount', check.failurecount),
  ];
};
