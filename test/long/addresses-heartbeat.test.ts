import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem } from '../../lab/index.ts';
import { appliedLab } from '../lab/applied/lab.ts';
import { type Addressed, addressesOf } from './addresses.ts';
import { servedByBoth } from './served-by-both.ts';

const problem = await labProblem();

const ALL = { shop: '192.168.6.240/24', blog: '192.168.6.241/24', wiki: '192.168.6.242/24' };

// One story on a pair that has only `shop`: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('several addresses of IPv4 on a pair of heartbeat', () => {
  let lab: Lab;
  let on: Addressed;
  /** Applies while clients come to the addresses that stay. */
  const changed = async (...names: readonly string[]): Promise<void> => {
    await on.keep(...names);
    await on.done('apply', '--yes');
    expect(await on.done('plan')).toMatch(/^Nothing to do: 2 hosts/m);
    await on.sound();
    await on.answeredByOne();
  };
  const holders = async (name: keyof typeof ALL): Promise<readonly string[]> => {
    const ask = `ip -o addr | grep -F ' ${ALL[name].split('/')[0]}/'; :`;
    const held = lab.hosts.map(async (host) => ((await lab.exec(host.name, ask)).stdout === '' ? [] : [host.name]));
    return (await Promise.all(held)).flat();
  };
  beforeAll(async () => {
    lab = await appliedLab('test-addresses-heartbeat');
    on = await addressesOf(lab, ALL);
    await on.keep('shop');
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('another comes while the first one serves', async () => {
    await on.underLoad(() => changed('shop', 'blog'));
    for (const url of on.urls()) await servedByBoth(lab, url);
  });

  test('both move together in a switch-over, and no client notices', async () => {
    const before = await on.active();
    await on.underLoad(async () => void (await on.done('switchover', '--yes')));
    expect(await on.active('shop')).not.toBe(before);
    expect(await on.active('blog')).toBe(await on.active('shop'));
    await on.answeredByOne();
  });

  test('one comes and one goes in the same apply, and no client of the one that stays notices', async () => {
    await on.keep('shop');
    await on.underLoad(() => changed('shop', 'wiki'));
    expect(await holders('blog')).toEqual([]);
    expect(await holders('wiki')).toEqual(['n1', 'n2']);
    await on.underLoad(async () => void (await on.done('switchover', '--yes')));
    await on.answeredByOne();
  });

  test('a drill of a switch-over asks both, and no client notices', async () => {
    const said = await on.done('drill', '--fault', 'switchover', '--timeout', '15', '--yes');
    for (const url of on.urls()) expect(said).toContain(new URL(url).hostname);
    await on.sound();
  });
});
