import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { editInventory } from '../lab/edit-inventory.ts';
import { until } from '../lab/umctl.ts';
import { underLoad } from '../lab/under-load.ts';
import { unhurried } from '../lab/unhurried.ts';
import { type Addressed, addressesOf, bothFamilies } from './addresses.ts';
import { answerOn, silence, TRACES_OF_MARKS } from './port-range.ts';
import { servedByBoth } from './served-by-both.ts';

const problem = await labProblem();

const ALL = { four: '192.168.6.240/24', six: 'fd00:6::240/64', rest: 'fd00:6::241/64' };
const RANGE = { name: 'range', scheduler: 'rr', check: { type: 'connect' }, addresses: ['four', 'six'] };
/** All ports of the third address; the kernel has them for clients that stay with their real server alone. */
const REST = {
  name: 'rest',
  port: 'all',
  scheduler: 'rr',
  persistent: 60,
  check: { type: 'connect', port: 7000 },
  addresses: ['rest'],
};
const HOST = { four: '192.168.6.240', six: '[fd00:6::240]', rest: '[fd00:6::241]' } as const;
const IN_RANGE = [5000, 5050, 5100];
/** Whoever has the address answers there himself, as the hosts do on all of these. */
const BESIDE = [4999, 5101];
const EVERY = [...IN_RANGE, ...BESIDE, 5102, 7000];

const at = (address: keyof typeof HOST, port: number): string => `http://${HOST[address]}:${port}/`;
const both = (ports: readonly number[]): readonly string[] =>
  (['four', 'six'] as const).flatMap((address) => ports.map((port) => at(address, port)));

/** New connections and kept ones, of both families and of a port between all others. */
const [URL = '', ...MORE] = [...both([5000, 5100]), at('rest', 7000)];
/** Kept connections end by themselves, which is what a host that leaves waits for. */
const LOAD = {
  url: URL,
  also: MORE,
  keepAlive: { connections: 5, every: 400, patience: 15_000, lifetime: 15_000 },
};

// One story on a pair: each test begins where the one before it ended.
describe.skipIf(problem !== undefined).each(['keepalived', 'heartbeat'] as const)(
  'a range of ports and all ports, over both families, with %s',
  (stack) => {
    let lab: Lab;
    let on: Addressed;
    const other = async (): Promise<string> => ((await on.active()) === 'n1' ? 'n2' : 'n1');
    const range = (port: string): Promise<void> =>
      editInventory(lab, (inventory) => {
        const services = [{ ...RANGE, port }, { ...REST }];
        for (const [i, service] of services.entries())
          inventory.setIn(['all', 'vars', 'virtual_services', i + 1], inventory.createNode(service));
      });
    const isBalanced = async (ports: readonly number[]): Promise<void> => {
      for (const url of both(ports)) await servedByBoth(lab, url);
    };
    /** Both hosts answer on these ports, so one that is balanced is answered by both. */
    const isNotBalanced = async (ports: readonly number[]): Promise<void> => {
      const active = await on.active();
      for (const url of both(ports)) expect(new Set(await on.servedBy(url, 6)), url).toEqual(new Set([active]));
    };
    beforeAll(async () => {
      lab = await unhurried(await labUp({ lab: `test-port-range-${stack}`, fresh: true }));
      on = await addressesOf(lab, ALL);
      await bothFamilies(lab);
      await editInventory(lab, (inventory) => inventory.setIn(['all', 'vars', 'stack'], stack));
      await on.done('apply', '--yes');
      for (const { name } of lab.hosts) await answerOn(lab, name, EVERY);
      await on.sound();
    });
    afterAll(async () => {
      await lab?.down({ remove: true });
    });

    test('they come while another service is served; what is beside the range is not balanced', async () => {
      await isNotBalanced(EVERY);
      await range('5000-5100');
      await on.underLoad(async () => {
        await on.done('apply', '--yes');
        await on.sound();
      });
      await on.done('plan', '--detailed-exitcode');
      await isBalanced(IN_RANGE);
      await isNotBalanced(BESIDE);
    });

    test('no client notices a switch-over', async () => {
      const to = await other();
      const work = async () => void (await on.done('switchover', '--to', to, '--yes'));
      expect(await underLoad(lab, work, LOAD)).toEqual(['n1', 'n2']);
      expect(await on.active()).toBe(to);
      await on.answeredByOne();
      await isBalanced(IN_RANGE);
      await isNotBalanced(BESIDE);
    });

    test('a port more is balanced, and no client of the others notices; the next one still is not', async () => {
      await range('5000-5101');
      expect(
        await underLoad(
          lab,
          async () => {
            await on.done('apply', '--yes');
            await on.sound();
          },
          LOAD,
        ),
      ).toEqual(['n1', 'n2']);
      await isBalanced([...IN_RANGE, 5101]);
      await isNotBalanced([4999, 5102]);
    });

    test('a real server that fails its check gets no client of either, until it answers again', async () => {
      for (const fails of [await other(), await on.active()]) {
        const stays = fails === 'n1' ? 'n2' : 'n1';
        await silence(lab, fails);
        for (const url of [...both(IN_RANGE), at('rest', 7000)])
          await until(`${url} is served by ${stays}`, 120, async () =>
            (await on.servedBy(url, 6)).every((name) => name === stays),
          );
        for (const url of on.urls()) await servedByBoth(lab, url);
        await answerOn(lab, fails, EVERY);
        await on.sound();
        await isBalanced(IN_RANGE);
      }
    });

    test('a director that leaves has no mark, no unit and no file of it left, and clients notice nothing', async () => {
      const leaves = await on.active();
      const stays = await other();
      expect((await lab.exec(leaves, TRACES_OF_MARKS)).stdout).toMatch(/umctl-port-marks[\s\S]*skbedit[\s\S]*-A -f/);
      await editInventory(lab, (inventory) => inventory.deleteIn(['all', 'children', 'directors', 'hosts', leaves]));
      await underLoad(lab, async () => void (await on.done('apply', '--yes')), LOAD);
      expect((await lab.exec(leaves, TRACES_OF_MARKS)).stdout, leaves).toBe('');
      await on.done('plan', '--detailed-exitcode');
      for (const url of [...both(IN_RANGE), at('rest', 7000)])
        expect(new Set(await on.servedBy(url, 4)), url).toEqual(new Set([stays]));
    });
  },
);
