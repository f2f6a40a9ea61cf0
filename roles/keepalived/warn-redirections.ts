import type { Context } from '../../src/cluster/model/role.ts';
import { type Service, services } from '../../src/cluster/services/services.ts';
import { changesStack } from '../../src/cluster/stack/other.ts';
import { kindOf } from './checks/kind.ts';
import { asked } from './checks/request.ts';
import { ownOf } from './vars/own.ts';
import type { KeepalivedVars } from './vars.ts';

/** A page that redirects is served for ldirectord and is not for keepalived: its real servers would all be out at the change. */
export function warnOfRedirections(context: Context<KeepalivedVars>): readonly string[] {
  if (!changesStack(context)) return [];
  const names = services(context).flatMap((service) => (asksKeepalivedItself(service) ? [service.vars.name] : []));
  if (names.length === 0) return [];
  return [
    `${names.join(', ')}: ldirectord follows a page that redirects, and keepalived takes it for a failure; if the page of a check ` +
      'redirects, set `receive: .` in that check first',
  ];
}

function asksKeepalivedItself(service: Service): boolean {
  const kind = kindOf(service);
  const isPage = (kind.by === 'negotiate' || kind.by === 'both') && ['http', 'https'].includes(kind.service);
  if (!isPage || ownOf(service.vars)?.checks !== undefined || service.vars.check.httpmethod === 'HEAD') return false;
  return service.reals.some((real) => asked(service, real).receive === undefined);
}
