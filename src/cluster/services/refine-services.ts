import type { z } from 'zod';
import { protocolOf } from './protocol.ts';
import type { VirtualService } from './service.ts';

interface Given {
  readonly virtual_services: readonly VirtualService[];
}

/** What virtual services have to do with each other. */
export function refineServices({ virtual_services: services }: Given, { addIssue }: z.RefinementCtx): void {
  services.forEach((service, i) => {
    const wrong = (path: readonly PropertyKey[], message: string) =>
      addIssue({ code: 'custom', path: ['virtual_services', i, ...path], message });
    const before = services.slice(0, i);
    if (before.some(({ name }) => name === service.name))
      wrong(['name'], `there is a service '${service.name}' already`);
    const twin = before.find((other) => keyOf(other) === keyOf(service));
    if (twin !== undefined)
      wrong(
        [service.port === undefined ? 'fwmark' : 'port'],
        `${keyOf(service)} is the service '${twin.name}' already`,
      );
  });
}

const keyOf = (service: VirtualService): string => {
  const protocol = protocolOf(service);
  return protocol === 'fwm' ? `firewall mark ${service.fwmark}` : `${protocol} port ${service.port}`;
};
