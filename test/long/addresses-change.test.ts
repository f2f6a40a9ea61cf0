import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { unhurried } from '../lab/unhurried.ts';
import { type Addressed, addressesOf, bothFamilies } from './addresses.ts';
import { ALL } from './preferred.ts';
import { servedByBoth } from './served-by-both.ts';

const problem = await labProblem();

// One story: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('of three addresses on a pair of keepalived', () => {
  let lab: Lab;
  let on: Addressed;
  beforeAll(async () => {
    lab = await unhurried(await labUp({ lab: 'test-addresses-change', fresh: true }));
    on = await addressesOf(lab, ALL);
    await bothFamilies(lab);
    await on.done('apply', '--yes');
    await on.sound();
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('one goes and comes back, each in one apply, and no client of the others notices', async () => {
    const holders = `ip -o addr | grep -c ' ${ALL.blog.split('/')[0]}/'; :`;
    await on.keep('shop', 'six');
    await on.underLoad(async () => void (await on.done('apply', '--yes')));
    for (const name of ['n1', 'n2']) expect((await lab.exec(name, holders)).stdout, name).toBe('0\n');
    expect(await on.done('plan')).toMatch(/^Nothing to do: 2 hosts/m);
    await on.sound();
    await on.underLoad(async () => {
      await on.keep('shop', 'blog', 'six');
      await on.done('apply', '--yes');
      await on.done('switchover', '--yes');
    });
    expect(await on.done('plan')).toMatch(/^Nothing to do: 2 hosts/m);
    await on.sound();
    await on.answeredByOne();
    for (const url of on.urls()) await servedByBoth(lab, url);
  });

  test('a node that is drained gets no client of any address, until it is given them again', async () => {
    const other = (await on.active()) === 'n1' ? 'n2' : 'n1';
    const drained = async () => {
      await on.done('drain', other, '--yes', '--timeout', '3m');
      for (const url of on.urls()) expect(await on.servedBy(url, 4), url).not.toContain(other);
      await on.done('undrain', other, '--yes');
      for (const url of on.urls()) await servedByBoth(lab, url);
    };
    const keepAlive = { connections: 4, every: 400, patience: 15_000, lifetime: 15_000 };
    expect(await on.underLoad(drained, { keepAlive })).toEqual(['n1', 'n2']);
  });

  test('a drill of a switch-over asks all of them, and no client notices', async () => {
    const before = await on.active();
    const said = await on.done('drill', '--fault', 'switchover', '--timeout', '15', '--yes');
    for (const url of on.urls()) expect(said).toContain(new URL(url).hostname);
    expect(await on.active()).not.toBe(before);
    await on.sound();
  });
});
