import { parseCidr, showCidr } from '../../core/address/cidr.ts';
import { type Family, parseIp } from '../../core/address/ip.ts';
import type { Capability } from '../../core/capability.ts';
import type { Program } from '../ports/program.ts';
import type { Context, Placed, Refusal } from './role.ts';
import type { SegmentVars } from './segment-vars.ts';
import { virtualAddresses } from './virtual-addresses.ts';

/** An address in the inventory, as it stands there. */
export interface Given extends Pick<Refusal, 'path'> {
  readonly address: string | undefined;
}

/** Addresses of a family that some of the programs cannot work with, each refused at its place. */
export const refuseFamilies = (
  programs: readonly Pick<Program, 'id' | 'families'>[],
  given: readonly Given[],
): readonly Refusal[] =>
  given.flatMap(({ path, address = '' }) => {
    const family = familyOf(address);
    const unable = programs.filter(({ families }) => family !== undefined && !families.includes(family));
    if (unable.length === 0) return [];
    const names = [...new Set(unable.map(({ id }) => id))].join(' and ');
    const message = `umctl sets up ${names} for IPv${family === 4 ? 6 : 4} only; found ${address}`;
    return [{ path, message }];
  });

/** The same of what every node has to say of the segment, and of `more` on it. Where there are some, nothing else of them is worth saying. */
export const refuseSegmentFamilies = (
  { vars, stack }: Pick<Placed<SegmentVars>, 'vars' | 'stack'>,
  more: readonly Given[] = [],
): readonly Refusal[] =>
  refuseFamilies(
    [stack.ha, stack.balancer],
    [
      ...virtualAddresses(vars).map(({ path, ...cidr }) => ({ path, address: showCidr(cidr) })),
      ...[vars.address ?? []].flat().map((address, i) => ({
        path: Array.isArray(vars.address) ? ['address', i] : ['address'],
        address,
      })),
      ...more,
    ],
  );

/** Addresses that a host's way of doing something cannot work with. */
export const refuseHostFamilies = (
  { name, platform }: Pick<Context<unknown>, 'name' | 'platform'>,
  capability: Capability<never>,
  given: Given,
): readonly Refusal[] =>
  refuseFamilies([{ id: `the ${capability.id} of ${name}`, families: platform.families(capability) }], [given]);

const familyOf = (text: string): Family | undefined => (parseIp(text) ?? parseCidr(text)?.ip)?.family;
