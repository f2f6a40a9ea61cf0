import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { editInventory } from '../lab/edit-inventory.ts';
import { until } from '../lab/umctl.ts';
import { unhurried } from '../lab/unhurried.ts';
import { type Places, type Preferring, preferringOf } from './preferred.ts';

const problem = await labProblem();

/** What keeps packets of the other director from being sent back. */
const MARKS = `tc filter show dev eth0 ingress | awk '$1 == "src_mac" { print $2 }' | sort -u; ipvsadm -S -n | grep -e '-A -f '; :`;

// One story on one pair: each test begins where the one before it ended.
describe.skipIf(problem !== undefined)('addresses that prefer different directors', () => {
  let lab: Lab;
  let on: Preferring;
  /** Where all are before anything prefers, and the other director. */
  let [first, second] = ['', ''];
  let apart: Places;
  const sound = async (places: Places): Promise<void> => {
    await on.are(places);
    await on.sound();
    expect(await on.places()).toEqual(places);
  };
  beforeAll(async () => {
    lab = await unhurried(await labUp({ lab: 'test-preferred', fresh: true }));
    on = await preferringOf(lab);
    await on.done('apply', '--yes');
    await on.sound();
    first = await on.active();
    second = first === 'n1' ? 'n2' : 'n1';
    apart = { shop: first, blog: second };
    await on.watch('n1', 'n2');
  });
  afterAll(async () => {
    await lab?.down({ remove: true });
  });

  test('the first `prefer` on a pair that serves: each address is on its director then', async () => {
    expect(await on.places()).toEqual({ shop: first, blog: first });
    await on.prefer(apart);
    await on.underLoad(async () => {
      await on.done('apply', '--yes');
      await sound(apart);
    });
    expect(await on.done('plan')).toMatch(/^Nothing to do: 2 hosts/m);
    for (const name of ['n1', 'n2']) expect((await lab.exec(name, MARKS)).stdout).toMatch(/^\S+:\S+\n-A -f /);
  });

  test('a switch-over of one group leaves the other, and stays', async () => {
    await on.underLoad(async () => {
      await on.done('switchover', '--address', 'blog', '--to', first, '--yes');
      await sound({ shop: first, blog: first });
      await on.done('switchover', '--address', 'shop', '--to', second, '--yes');
      await sound({ shop: second, blog: first });
    });
    await on.underLoad(async () => {
      await on.done('switchover', '--address', 'shop', '--to', first, '--yes');
      await on.done('switchover', '--address', 'six', '--to', second, '--yes');
      await sound(apart);
    });
  });

  test('a drill of one address: no client notices, and the other stays', async () => {
    await on.underLoad(async () => {
      const quick = ['--baseline', '4', '--calm', '4', '--timeout', '15', '--yes'];
      await on.done('drill', '--address', 'blog', '--fault', 'switchover', ...quick);
      expect((await on.places()).shop).toBe(first);
      // It goes back to the director that it prefers by itself.
      await sound(apart);
    });
  });

  test('a node is drained, and is given clients again', async () => {
    await on.underLoad(async () => {
      await on.done('drain', second, '--yes', '--timeout', '3m');
      for (const url of on.urls()) expect(new Set(await on.servedBy(url, 4)), url).toEqual(new Set([first]));
      await on.done('undrain', second, '--yes');
      for (const url of on.urls()) expect(new Set(await on.servedBy(url, 4)), url).toEqual(new Set([first, second]));
    });
  });

  test('a service is changed, and the addresses stay where they are', async () => {
    await on.are(apart);
    await editInventory(lab, (inventory) =>
      inventory.setIn(['all', 'vars', 'virtual_services', 0, 'scheduler'], 'wlc'),
    );
    expect(
      await on.underLoad(async () => {
        await on.done('apply', '--yes');
        await sound(apart);
      }),
    ).toEqual(['n1', 'n2']);
    const { stdout } = await lab.exec(first, 'ipvsadm -S -n | grep -- "^-A -t"');
    expect(stdout.match(/-s wlc/g)).toHaveLength(3);
  });

  test('a crash of one director: the other has all addresses, and gives back what prefers it', async () => {
    await on.crash(second);
    await on.are({ shop: first, blog: first });
    const served = async () => (await Promise.all(on.urls().map((url) => on.servedBy(url, 6)))).flat();
    await until('checks have the other out', 120, async () => !(await served()).includes(''));
    expect(new Set([...(await served()), ...(await served())])).toEqual(new Set([first]));
    await on.underLoad(async () => {
      await lab.boot(second);
      await on.watch(second);
      await sound(apart);
    });
  });

  test('nothing prefers any more: all are on one director, and nothing is left of it', async () => {
    await on.prefer(undefined);
    await on.underLoad(async () => {
      await on.done('apply', '--yes');
      await on.sound();
    });
    const { shop, blog } = await on.places();
    expect(blog).toBe(shop);
    for (const name of ['n1', 'n2']) expect((await lab.exec(name, MARKS)).stdout, name).toBe('');
    expect(await on.done('plan')).toMatch(/^Nothing to do: 2 hosts/m);
    await on.answeredByOne();
  });
});
