import { portOf } from '../../../src/cluster/services/negotiation.ts';
import type { Real, Service } from '../../../src/cluster/services/services.ts';
import { kindOf } from './kind.ts';

/** The port that a check goes to; undefined where nothing tells it. */
export function checkPort(service: Pick<Service, 'vars' | 'protocol'>, real: Pick<Real, 'port'>): number | undefined {
  if (service.vars.check.port !== undefined) return service.vars.check.port;
  if (real.port > 0) return real.port;
  const kind = kindOf(service);
  return 'service' in kind ? portOf(kind.service) : undefined;
}
