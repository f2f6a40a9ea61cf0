import { checkSecretName } from '../../../src/cluster/services/secrets.ts';
import type { Real, Service } from '../../../src/cluster/services/services.ts';
import { block } from '../lines/text.ts';
import { CHECK_PROGRAM, CONFIGURATION } from '../paths.ts';
import type { Negotiated } from './kind.ts';
import type { Checked } from './native.ts';
import { checkPort } from './port.ts';
import { asked } from './request.ts';
import { retryLines } from './timing.ts';

/** Whether a real server is asked otherwise than the others of its service, and so has a file of its own. */
const isOwn = ({ given }: Pick<Real, 'given'>): boolean => given.request !== undefined;

/** Where it stands what a check asks for: neither quotes nor secrets are in keepalived.conf then. */
export const questionPath = ({ givenName }: Pick<Service, 'givenName'>, real: Real): string =>
  `${CONFIGURATION}/${givenName.replace('/', '.')}${isOwn(real) ? `@${real.address}` : ''}.check`;

/** The check that umctl-check makes, by a file that says what it asks for. */
export const scriptCheck = ({ service, real, timing }: Checked): readonly string[] =>
  miscCheck(
    `${CHECK_PROGRAM} ${questionPath(service, real)} ${real.address} ${checkPort(service, real) ?? 0}`,
    timing.negotiateTimeout,
    timing,
  );

/** A command of the inventory's own, called as ldirectord(8) calls it; `perl` reads one that is no program by itself. */
export function externalCheck(
  { service, real, timing }: Checked,
  { reader }: { readonly reader: '' | '/usr/bin/perl ' },
): readonly string[] {
  const { vars, address, protocol, virtual: mark } = service;
  // ldirectord has neither address nor port for a firewall mark.
  const virtual = protocol === 'fwm' ? `${mark} ''` : `${address.text} ${vars.port}`;
  return miscCheck(
    `${reader}${vars.check.command} ${virtual} ${real.address} ${real.port}`,
    timing.connectTimeout,
    timing,
  );
}

const miscCheck = (command: string, timeout: number, timing: Checked['timing']): readonly string[] =>
  block('MISC_CHECK', [`misc_path "${command}"`, `misc_timeout ${timeout}`, ...retryLines(timing)]);

/** What umctl-check reads: a name and its value on each line. `secrets` holds tokens. */
export function question(
  { service, real, timing }: Pick<Checked, 'service' | 'real' | 'timing'>,
  negotiated: Negotiated,
  secrets: Readonly<Record<string, string>>,
): string {
  const { check } = service.vars;
  const { request, receive } = asked(service, real);
  const lines: Readonly<Record<string, string | number | undefined>> = {
    service: negotiated,
    protocol: service.protocol,
    timeout: timing.negotiateTimeout,
    request,
    receive,
    method: check.httpmethod,
    virtualhost: check.virtualhost,
    login: check.login,
    passwd: secrets[checkSecretName(service.givenName, 'passwd')],
    database: check.database,
    secret: secrets[checkSecretName(service.givenName, 'secret')],
  };
  const text = Object.entries(lines).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}\n`]));
  return `# Written by umctl; changes made here are undone by its next run.\n${text.join('')}`;
}
