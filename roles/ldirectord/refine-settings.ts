import type { z } from 'zod';
import { givenServices } from '../../src/cluster/services/given.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { isRange } from '../../src/cluster/services/service-port.ts';
import type { ServicesVars } from '../../src/cluster/services/vars.ts';

/** What of virtual services ldirectord cannot do with the settings that it has for all of them. */
export function refineSettings({ ldirectord, ...vars }: ServicesVars, { addIssue }: z.RefinementCtx): void {
  givenServices<VirtualService>(vars).forEach(({ service, path: at }) => {
    const wrong = (path: readonly PropertyKey[], message: string) =>
      addIssue({ code: 'custom', path: [...at, ...path], message });
    // ldirectord keeps the global fallback by protocol, tcp and udp, and adds nonsense for a mark.
    const isMark = service.fwmark !== undefined || isRange(service.port);
    if (isMark && ldirectord.fallback !== undefined && service.fallback === undefined)
      wrong(
        [service.fwmark === undefined ? 'port' : 'fwmark'],
        'expected a `fallback` of its own: the one in `ldirectord` is not for firewall marks',
      );
    if (service.check.interval !== undefined && !ldirectord.fork)
      wrong(
        ['check', 'interval'],
        'ldirectord goes by an interval of a service only with `fork: true` in `ldirectord`',
      );
  });
}
