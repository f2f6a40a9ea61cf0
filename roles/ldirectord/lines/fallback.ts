import { fallbackIn, type Given } from '../../../src/cluster/services/fallback.ts';
import { at } from './real.ts';
import { setting } from './setting.ts';

/** umctl sets ldirectord up for IPv4. */
export function fallbackLine(given: Given): readonly string[] {
  const four = fallbackIn(4, given);
  return setting('fallback', four && `${at(four.address, four.port)} ${four.forwarding}`);
}
