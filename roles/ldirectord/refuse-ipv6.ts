import type { Placed, Refusal } from '../../src/cluster/model/role.ts';
import { givenServices } from '../../src/cluster/services/given.ts';
import { type ServiceType, serviceOf } from '../../src/cluster/services/negotiation.ts';
import { negotiates } from '../../src/cluster/services/refine-check.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { listed } from '../../src/cluster/stack/names.ts';
import type { LdirectordVars } from './vars.ts';

/** What ldirectord negotiates with over IPv6, by its manual page (4.12, "IPv6"). */
const OVER_IPV6: readonly ServiceType[] = ['dns', 'http', 'https', 'nntp', 'none', 'simpletcp', 'sip'];

/** What of a service on an address of IPv6 ldirectord has no way for. */
export const refuseIpv6 = ({ vars }: Placed<LdirectordVars>): readonly Refusal[] =>
  givenServices<VirtualService>(vars).flatMap(({ service, path, on }) => {
    if (on.every(({ ip }) => ip.family === 4)) return [];
    const asked = negotiates(service.check.type) ? serviceOf(service) : undefined;
    return [
      ...(asked === undefined || OVER_IPV6.includes(asked)
        ? []
        : [{ path: [...path, 'check'], message: `ldirectord checks ${asked} over IPv4 alone; ${INSTEAD}` }]),
      ...(service.check.type === 'ping'
        ? [{ path: [...path, 'check', 'type'], message: `ldirectord pings over IPv4 alone; ${INSTEAD}` }]
        : []),
      ...(service.netmask === undefined
        ? []
        : [{ path: [...path, 'netmask'], message: 'a netmask is of IPv4, and the virtual address is not' }]),
    ];
  });

const INSTEAD = `over IPv6 it has \`type: connect\`, and negotiates with ${listed(OVER_IPV6)}; or set \`stack: keepalived\``;
