import { fallbackIn, type Given } from '../../../src/cluster/services/fallback.ts';
import type { Family } from '../../../src/core/address/ip.ts';
import { at } from './real.ts';
import { named, setting } from './setting.ts';

/** The fallback of the family that a virtual service is of. */
export function fallbackLine(given: Given, family: Family): readonly string[] {
  const one = fallbackIn(family, given);
  return setting(named('fallback', family), one && `${at(one.address, one.port)} ${one.forwarding}`);
}
