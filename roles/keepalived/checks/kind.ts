import { type ServiceType, serviceOf } from '../../../src/cluster/services/negotiation.ts';
import type { Service } from '../../../src/cluster/services/services.ts';

/** How real servers of a service are checked, whatever the inventory leaves to be understood. */
export type CheckKind =
  | { readonly by: 'connect' | 'ping' | 'external' | 'external-perl' }
  | { readonly by: 'negotiate'; readonly service: Negotiated }
  /** Connects each time, and negotiates after every so many connects. */
  | { readonly by: 'both'; readonly service: Negotiated; readonly connects: number }
  /** All real servers serve, or none does. */
  | { readonly by: 'nothing'; readonly serves: boolean };

/** What there is to negotiate with. */
export type Negotiated = Exclude<ServiceType, 'none'>;

export function kindOf({ vars, protocol }: Pick<Service, 'vars' | 'protocol'>): CheckKind {
  const { type } = vars.check;
  if (type === 'on' || type === 'off') return { by: 'nothing', serves: type === 'on' };
  if (type === 'ping' || type === 'external' || type === 'external-perl') return { by: type };
  // There is no telling whether a udp port is open, so the host is asked.
  if (type === 'connect') return { by: protocol === 'udp' ? 'ping' : 'connect' };
  const service = serviceOf(vars);
  if (service === undefined || service === 'none') return { by: 'nothing', serves: true };
  return typeof type === 'number' ? { by: 'both', service, connects: type } : { by: 'negotiate', service };
}
