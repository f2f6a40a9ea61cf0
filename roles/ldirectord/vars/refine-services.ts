import type { z } from 'zod';
import { protocolOf } from './protocol.ts';
import type { VirtualService } from './service.ts';

interface Given {
  readonly virtual_services: readonly VirtualService[];
  readonly ldirectord: { readonly fork: boolean; readonly fallback?: object | undefined };
}

/** What virtual services have to do with each other and with the global settings. */
export function refineServices({ virtual_services: services, ldirectord }: Given, { addIssue }: z.RefinementCtx): void {
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
    // ldirectord keeps the global fallback by protocol, tcp and udp, and adds nonsense for a mark.
    if (service.fwmark !== undefined && ldirectord.fallback !== undefined && service.fallback === undefined)
      wrong(['fwmark'], 'expected a `fallback` of its own: the one in `ldirectord` is not for firewall marks');
    if (service.check.interval !== undefined && !ldirectord.fork)
      wrong(
        ['check', 'interval'],
        'ldirectord goes by an interval of a service only with `fork: true` in `ldirectord`',
      );
  });
}

const keyOf = (service: VirtualService): string => {
  const protocol = protocolOf(service);
  return protocol === 'fwm' ? `firewall mark ${service.fwmark}` : `${protocol} port ${service.port}`;
};
