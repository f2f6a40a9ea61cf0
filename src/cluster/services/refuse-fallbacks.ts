import type { Placed, Refusal } from '../model/role.ts';
import { showAddress, type VirtualAddress } from '../model/virtual-addresses.ts';
import { fallbackIn, fallbacksIn, familyOf, type Given } from './fallback.ts';
import { givenServices } from './given.ts';
import { SECTION } from './section.ts';
import type { VirtualService } from './service.ts';
import type { ServicesVars } from './vars.ts';

/** IPVS sends clients on in their own family, so a fallback is for the virtual addresses of its family alone. */
export function refuseFallbacks({ vars: { [SECTION]: settings, ...vars } }: Placed<ServicesVars>): readonly Refusal[] {
  const services = givenServices<VirtualService>(vars);
  const own = services.flatMap(({ service: { fallback }, path, on }) => {
    const others = strange(fallback, [...path, 'fallback'], on);
    return others.length > 0 ? others : lacking(fallback, [...path, 'fallback'], on);
  });
  const others = services.filter(({ service: { fallback } }) => fallback === undefined).flatMap(({ on }) => on);
  return [...own, ...lacking(settings.fallback, [SECTION, 'fallback'], others)];
}

type Path = readonly PropertyKey[];

function lacking(given: Given, path: Path, on: readonly VirtualAddress[]): readonly Refusal[] {
  const without = on.find(({ ip }) => fallbackIn(ip.family, given) === undefined);
  if (given === undefined || without === undefined) return [];
  const { family } = without.ip;
  const message =
    `there is no fallback of IPv${family} here, and ${showAddress(without)} needs one: IPVS sends clients on in their own ` +
    'family; write a list with one of each family';
  return [{ path, message }];
}

const strange = (given: Given, path: Path, on: readonly VirtualAddress[]): readonly Refusal[] =>
  fallbacksIn(given).flatMap(({ fallback, path: place }) => {
    const family = familyOf(fallback);
    if (on.some(({ ip }) => ip.family === family)) return [];
    const message = `${fallback.address} is IPv${family}, and no virtual address of the service is; IPVS sends clients on in their own family`;
    return [{ path: [...path, ...place, 'address'], message }];
  });
