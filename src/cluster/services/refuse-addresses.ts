import { isLoopbackText, parseIp } from '../../core/address/ip.ts';
import { type Given, refuseFamilies, refuseSegmentFamilies } from '../model/families.ts';
import type { Placed, Refusal } from '../model/role.ts';
import { onSegment, showSegment } from '../model/segment.ts';
import { virtualAddresses } from '../model/virtual-addresses.ts';
import { fallbacksIn, type Given as GivenFallback } from './fallback.ts';
import { givenServices } from './given.ts';
import { refuseFallbacks } from './refuse-fallbacks.ts';
import { SECTION } from './section.ts';
import type { VirtualService } from './service.ts';
import type { ServicesVars } from './vars.ts';

/** What of the services cannot work, by the addresses of the cluster. */
export function refuseServiceAddresses(director: Placed<ServicesVars>): readonly Refusal[] {
  const families = [
    ...refuseSegmentFamilies(director),
    ...refuseFamilies([director.stack.balancer], addressesOf(director.vars)),
  ];
  return families.length > 0 ? families : [...refuseRealServers(director), ...refuseFallbacks(director)];
}

/** All addresses of services, where they stand. */
const addressesOf = ({ [SECTION]: settings, ...vars }: ServicesVars): readonly Given[] => [
  ...givenServices<VirtualService>(vars).flatMap(({ service: { real_servers, fallback }, path }) => [
    ...real_servers.map(({ address }, j) => ({ path: [...path, 'real_servers', j, 'address'], address })),
    ...placedFallbacks(fallback, [...path, 'fallback']),
  ]),
  ...placedFallbacks(settings.fallback, [SECTION, 'fallback']),
];

const placedFallbacks = (given: GivenFallback, at: readonly PropertyKey[]): readonly Given[] =>
  fallbacksIn(given).map(({ fallback: { address }, path }) => ({ path: [...at, ...path, 'address'], address }));

function refuseRealServers({ vars }: Placed<ServicesVars>): readonly Refusal[] {
  const virtual = virtualAddresses(vars);
  return givenServices<VirtualService>(vars).flatMap(({ service, path, on }) =>
    service.real_servers.flatMap(({ address, forwarding = service.forwarding }, j) => {
      const refuse = (message: string): readonly Refusal[] => [
        { path: [...path, 'real_servers', j, 'address'], message },
      ];
      const family = parseIp(address)?.family;
      if (!on.some(({ ip }) => ip.family === family))
        return refuse(
          `${address} is IPv${family}, and no virtual address of the service is; IPVS sends clients on in their own family`,
        );
      if (virtual.some(({ ip }) => ip.text === address))
        return refuse(
          `${address} is ${virtual.length > 1 ? 'a' : 'the'} virtual address; a real server is reached by an address of its own`,
        );
      // What is sent to the director itself leaves it by no interface.
      if (forwarding !== 'gate' || isLoopbackText(address) || virtual.some((one) => onSegment(address, one))) return [];
      return refuse(
        `${address} is not on the segment of ${showSegment(vars)}, ` +
          'where direct routing (`forwarding: gate`) reaches real servers; use ipip or masq',
      );
    }),
  );
}
