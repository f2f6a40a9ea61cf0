import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHeldSince, type HeldSince, parseHeldSince } from '../../../../src/cluster/status/held-since.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  await node.given('ip link add eth0 type veth peer name other; ip addr add 192.168.6.240/32 dev lo label lo:0');
});
afterAll(() => node.close());

const ask = async (): Promise<HeldSince | undefined> =>
  parseHeldSince((await node.run(askHeldSince(['192.168.6.240']))).stdout);

test('since when an address is held is one moment, however often and late it is asked for', async () => {
  expect(await ask(), 'on lo it is a real server’s').toBeUndefined();
  const before = Date.now() / 1000;
  await node.given('ip addr add 192.168.6.240/24 dev eth0');
  const after = Date.now() / 1000;
  const first = await ask();
  expect(first?.since).toBeGreaterThan(before - 3);
  expect(first?.since).toBeLessThan(after + 3);
  const moments = new Set<number | undefined>();
  await expect
    .poll(
      async () => {
        const held = await ask();
        moments.add(held?.since);
        return held?.seconds;
      },
      { timeout: 30_000 },
    )
    .toBeGreaterThanOrEqual((first?.seconds ?? 0) + 3);
  expect([...moments]).toEqual([first?.since]);
});

test('an address counts from when it came to a real interface', () => {
  expect(parseHeldSince('lo:0 1795970167 51\neth0 1795970201 17\n')).toEqual({ since: 1795970201, seconds: 17 });
  expect(parseHeldSince('lo 1795970167 51\n')).toBeUndefined();
  expect(parseHeldSince('')).toBeUndefined();
});
