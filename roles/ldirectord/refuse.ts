import type { Placed, Refusal } from '../../src/cluster/model/role.ts';
import { refuseUnlike } from '../../src/cluster/model/unlike.ts';
import { refuseServiceAddresses } from '../../src/cluster/services/refuse-addresses.ts';
import { refuseIpv6 } from './refuse-ipv6.ts';
import type { LdirectordVars } from './vars.ts';

/** What of the services cannot work, by the addresses of the cluster; and directors that would not have the same table. */
export const refuse = (director: Placed<LdirectordVars>): readonly Refusal[] => [
  ...refuseUnlike(director, {
    members: director.directors,
    on: ({ handover, virtual_addresses, virtual_services, ldirectord }) => ({
      handover,
      virtual_addresses,
      virtual_services,
      ldirectord,
    }),
  }),
  ...refuseServiceAddresses(director),
  ...refuseIpv6(director),
];
