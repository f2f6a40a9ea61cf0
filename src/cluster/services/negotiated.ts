import { type ServiceType, serviceOf } from './negotiation.ts';
import { negotiates } from './refine-check.ts';
import type { VirtualService } from './service.ts';

/** The services that checks negotiate with, each once. */
export const negotiated = (services: readonly VirtualService[]): readonly ServiceType[] => {
  const all = services.flatMap((service) => (negotiates(service.check.type) ? (serviceOf(service) ?? []) : []));
  return [...new Set(all)];
};
