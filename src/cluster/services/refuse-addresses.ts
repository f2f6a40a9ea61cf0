import { isLoopbackText } from '../../core/address/ip.ts';
import { type Given, refuseFamilies, refuseSegmentFamilies } from '../model/families.ts';
import type { Placed, Refusal } from '../model/role.ts';
import { onSegment, virtualAddress } from '../model/segment.ts';
import { SECTION } from './section.ts';
import type { ServicesVars } from './vars.ts';

/** What of the services cannot work, by the addresses of the cluster. */
export function refuseServiceAddresses(director: Placed<ServicesVars>): readonly Refusal[] {
  const families = [
    ...refuseSegmentFamilies(director),
    ...refuseFamilies([director.stack.balancer], addressesOf(director.vars)),
  ];
  return families.length > 0 ? families : refuseRealServers(director);
}

/** All addresses of services, where they stand. */
const addressesOf = ({ virtual_services, [SECTION]: settings }: ServicesVars): readonly Given[] => [
  ...virtual_services.flatMap(({ real_servers, fallback }, i) => [
    ...real_servers.map(({ address }, j) => ({ path: ['virtual_services', i, 'real_servers', j, 'address'], address })),
    { path: ['virtual_services', i, 'fallback', 'address'], address: fallback?.address },
  ]),
  { path: [SECTION, 'fallback', 'address'], address: settings.fallback?.address },
];

function refuseRealServers({ vars }: Placed<ServicesVars>): readonly Refusal[] {
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
