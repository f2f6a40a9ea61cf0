import { expect } from 'vitest';
import { type ClientLoadSettings, startClientLoad } from '../../lab/client-load.ts';
import type { Lab } from '../../lab/index.ts';
import { figures } from '../../src/load/statistics.ts';

/**
 * Does `work` while the lab's client opens ten connections a second and uses kept ones; no request may fail and no
 * connection break. A request may take long, as this machine may be busy: how long is measured by bench/handover.ts.
 * @param settings of the load
 * @returns the names of those who served
 */
export async function underLoad(
  lab: Lab,
  work: () => Promise<void>,
  settings: Partial<ClientLoadSettings> = {},
): Promise<readonly string[]> {
  const load = await startClientLoad(lab, { url: 'http://192.168.6.240/', limit: 15_000, ...settings });
  let result: Awaited<ReturnType<typeof load.stop>> | undefined;
  try {
    await work();
  } finally {
    result = await load.stop();
  }
  expect(result.requests.filter(({ failure }) => failure !== undefined)).toEqual([]);
  expect(result.breaks).toEqual([]);
  const { requests, servedBy } = figures(result, { slowAfter: 1000 });
  expect(requests).toBeGreaterThan(20);
  return Object.keys(servedBy).sort();
}
