import { expect, test } from 'vitest';
import { createFleet } from '../../../src/engine/run/fleet.ts';

/** How many hosts were worked on at once, where each waits until two are. */
async function most(together: boolean): Promise<number> {
  const fleet = createFleet({
    report: () => undefined,
    signal: new AbortController().signal,
    forks: 1,
    connect: async (host) => ({ host }) as never,
  });
  let now = 0;
  let seen = 0;
  await fleet.each({ phase: 'verify', hosts: ['n1', 'n2'], together }, async () => {
    now += 1;
    seen = Math.max(seen, now);
    await Promise.resolve();
    now -= 1;
  });
  return seen;
}

test('hosts that have to hear each other are asked at the same time, whatever --forks says', async () => {
  expect([await most(false), await most(true)]).toEqual([1, 2]);
});
