import { expect } from 'vitest';
import { startClientLoad } from '../../../lab/client-load.ts';
import type { Lab } from '../../../lab/index.ts';
import { endOf } from '../../../src/load/record.ts';
import { longestGap } from '../../../src/load/statistics.ts';
import { servedBy, until } from '../umctl.ts';
import type { Cluster } from './cluster.ts';

/** Three adverts of the lab's one second and a half; and what a machine that does much else may be late by. */
const GAP = 3500 + 4000;

/**
 * Resets the active director while clients come: another has the address at once, and no request fails after that.
 * @returns the name of the one that is off now
 */
export async function crashActive(lab: Lab, cluster: Cluster): Promise<string> {
  const crashed = await cluster.serving();
  const load = await startClientLoad(lab, { url: 'http://192.168.6.240/', rate: 10, limit: 1000 });
  await lab.crash(crashed);
  await until('another takes over', 60, async () => ![crashed, 'nobody'].includes(await cluster.serving()));
  await until('clients are served', 60, async () => !(await servedBy(lab, 20)).includes(''));
  const seen = await load.stop();
  const gap = longestGap(seen);
  expect(gap.to - gap.from).toBeLessThan(GAP);
  expect(seen.requests.filter((one) => one.failure !== undefined && one.at > gap.to && endOf(one) > gap.to)).toEqual(
    [],
  );
  return crashed;
}
