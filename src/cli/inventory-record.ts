import type { Job } from '../core/play.ts';
import { absolute } from '../inventory/sources.ts';
import type { Invocation } from '../output/invocation.ts';
import { inventoryDigest } from '../records/inventory-digest.ts';
import type { RunHead } from '../records/record.ts';

/** What records and saved plans say of an inventory: where it is, and what it said. */
export const inventoryRecord = (
  { inventory, moreInventories }: Pick<Invocation, 'inventory' | 'moreInventories'>,
  { hosts }: Pick<Job, 'hosts'>,
): RunHead['inventory'] => ({
  file: absolute(inventory),
  ...(moreInventories === undefined ? {} : { more: moreInventories.map(absolute) }),
  digest: inventoryDigest(hosts),
});
