import { type Given, refuseFamilies, refuseSegmentFamilies } from '../../src/cluster/model/families.ts';
import type { Placed, Refusal } from '../../src/cluster/model/role.ts';
import { onSegment, virtualAddress } from '../../src/cluster/model/segment.ts';
import { refuseUnlike } from '../../src/cluster/model/unlike.ts';
import { isLoopbackText } from '../../src/core/address/ip.ts';
import type { LdirectordVars } from './vars.ts';

type Director = Placed<LdirectordVars>;

/** What of the services cannot work, by the addresses of the cluster; and directors that would not have the same table. */
export const refuse = (director: Director): readonly Refusal[] => {
  const families = [
    ...refuseSegmentFamilies(director),
    ...refuseFamilies([director.stack.balancer], addressesOf(director.vars)),
  ];
  return [
    ...refuseUnlike(director, {
      members: director.directors,
      on: ({ handover, virtual_services, ldirectord }) => ({ handover, virtual_services, ldirectord }),
    }),
    ...(families.length > 0 ? families : refuseRealServers(director)),
  ];
};

/** All addresses of services, where they stand. */
const addressesOf = ({ virtual_services, ldirectord }: LdirectordVars): readonly Given[] => [
  ...virtual_services.flatMap(({ real_servers, fallback }, i) => [
    ...real_servers.map(({ address }, j) => ({ path: ['virtual_services', i, 'real_servers', j, 'address'], address })),
    { path: ['virtual_services', i, 'fallback', 'address'], address: fallback?.address },
  ]),
  { path: ['ldirectord', 'fallback', 'address'], address: ldirectord.fallback?.address },
];

function refuseRealServers({ vars }: Director): readonly Refusal[] {
  const { address: virtual } = virtualAddress(vars);
  return vars.virtual_services.flatMap((service, i) =>
    service.real_servers.flatMap(({ address, forwarding = service.forwarding }, j) => {
      const refuse = (message: string): readonly Refusal[] => [
        { path: ['virtual_services', i, 'real_servers', j, 'address'], message },
      ];
      if (address === virtual)
        return refuse(`${address} is the virtual address; a real server is reached by an address of its own`);
      // What is sent to the director itself leaves it by no interface.
      if (forwarding !== 'gate' || isLoopbackText(address) || onSegment(address, vars.virtual_address)) return [];
      return refuse(
        `${address} is not on the segment of the virtual address ${vars.virtual_address}, ` +
          'where direct routing (`forwarding: gate`) reaches real servers; use ipip or masq',
      );
    }),
  );
}
