import type { z } from 'zod';
import type { VirtualService } from '../../src/cluster/services/service.ts';

interface Given {
  readonly virtual_services: readonly VirtualService[];
  readonly ldirectord: { readonly fork: boolean; readonly fallback?: object | undefined };
}

/** What of virtual services ldirectord cannot do with the settings that it has for all of them. */
export function refineSettings({ virtual_services: services, ldirectord }: Given, { addIssue }: z.RefinementCtx): void {
  services.forEach((service, i) => {
    const wrong = (path: readonly PropertyKey[], message: string) =>
      addIssue({ code: 'custom', path: ['virtual_services', i, ...path], message });
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
