import { expect, test } from 'vitest';
import { heartbeat } from '../../../../roles/heartbeat/stack.ts';
import { review } from '../../../../src/cluster/membership/review.ts';
import { hosts, inventoryText, jobOf } from './inventories.ts';

const inventory = inventoryText(
  `{ directors: { children: { shop: { hosts: { ${hosts({ a1: 2, a2: 3 })} }, vars: { virtual_address: 192.168.6.240/24 } }, ` +
    `mail: { hosts: { ${hosts({ b1: 4, b2: 5, x: 6 })} }, vars: { stack: keepalived, virtual_address: 192.168.6.250/24 } } } } }`,
);

/** What the hosts of a cluster are refused for, by what they remember. */
async function refused(cluster: string, lists: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const part = (await jobOf(inventory)).parts?.find(({ name }) => name === cluster);
  if (part === undefined) throw new Error('there is no such cluster');
  const { hosts: own, elsewhere } = part.job;
  const said = review(heartbeat)(own, { failed: new Map(), recalled: () => new Map(Object.entries(lists)), elsewhere });
  expect(said.warnings).toEqual([]);
  return said.refused.map(({ problem }) => problem.message);
}

const list = (...names: readonly string[]) => names.map((name) => `member ${name}\ndirector ${name}\n`).join('');

test('a host that is moved from one cluster to another is refused by both, with what to do', async () => {
  const shop = list('a1', 'a2', 'x');
  expect(await refused('shop', { a1: shop, a2: shop })).toEqual([
    'x is in the cluster mail now, and was in one with a1 and a2: a host leaves a cluster before it joins another. List it in ' +
      'a group `removed` with `cluster` as it was, and run umctl apply; then write it where it is to be',
  ]);
  expect(await refused('mail', { b1: list('b1', 'b2'), x: shop })).toEqual([
    expect.stringMatching(/^a1 is in the cluster shop now, and was in one with x:/),
    expect.stringMatching(/^a2 is in the cluster shop now/),
  ]);
});

test('hosts that were never in one cluster are of no interest', async () => {
  expect(await refused('shop', { a1: list('a1', 'a2') })).toEqual([]);
});
