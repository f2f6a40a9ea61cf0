import { startClientLoad } from '../../lab/client-load.ts';
import { type Figures, figures } from '../../src/load/statistics.ts';
import type { Case } from './cases.ts';
import { type Cluster, VIRTUAL_ADDRESS } from './cluster.ts';

const LOAD = { rate: 20, limit: 1000, keepAlive: { connections: 8, every: 200, patience: 10_000, lifetime: 30_000 } };
export const SLOW_AFTER = 250;

/** What clients felt of a case. */
export interface Row {
  readonly way: string;
  readonly name: string;
  /** How long it took, in milliseconds. */
  readonly took: number;
  readonly felt: Figures;
}

/**
 * Does a case under load, and leaves the cluster whole for the next one.
 * @param measured gets the row as soon as the load has ended
 */
export async function measure(
  cluster: Cluster,
  { way, name, before, does, after }: Case & { readonly way: string },
  measured: (row: Row) => void,
): Promise<void> {
  await before?.(cluster);
  const load = await startClientLoad(cluster.lab, { url: `http://${VIRTUAL_ADDRESS}/`, ...LOAD });
  const start = performance.now();
  const done = does(cluster).then(() => performance.now() - start);
  await done.catch(() => undefined);
  const felt = figures(await load.stop(), { slowAfter: SLOW_AFTER });
  try {
    measured({ way, name, took: await done, felt });
  } finally {
    await after?.(cluster);
    await cluster.sound();
  }
}
