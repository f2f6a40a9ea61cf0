import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, labProblem, labUp } from '../../lab/index.ts';
import { editInventory } from '../lab/edit-inventory.ts';
import { unhurried } from '../lab/unhurried.ts';
import { type Addressed, addressesOf } from './addresses.ts';

const problem = await labProblem();

const ALL = { four: '192.168.6.240/24', more: '192.168.6.241/24', six: 'fd00:6::240/64' };

// One story: each test begins where the one before it ended.
describe.skipIf(problem !== undefined).each(['keepalived', 'heartbeat'])(
  'three addresses of both families on a pair of %s',
  (stack) => {
    let lab: Lab;
    let on: Addressed;
    beforeAll(async () => {
      lab = await unhurried(await labUp({ lab: `test-addresses-${stack}`, fresh: true }));
      on = await addressesOf(lab, ALL);
      await editInventory(lab, (inventory) => {
        inventory.setIn(['all', 'vars', 'stack'], stack);
        // What ldirectord asks by http over IPv6 takes a package that the lab's repository does not offer.
        if (stack === 'heartbeat')
          inventory.setIn(['all', 'vars', 'virtual_services', 0, 'check'], inventory.createNode({ type: 'connect' }));
      });
      for (const [i, n] of [2, 3].entries()) {
        const path = ['all', 'children', 'directors', 'hosts', `n${i + 1}`, 'address'];
        await editInventory(lab, (inventory) =>
          inventory.setIn(path, inventory.createNode([`192.168.6.${n}`, `fd00:6::${n}`])),
        );
      }
    });
    afterAll(async () => {
      await lab?.down({ remove: true });
    });

    test('are set up from bare hosts, and then there is nothing to do', async () => {
      await on.done('apply', '--yes');
      expect(await on.done('plan')).toMatch(/^Nothing to do: 2 hosts/m);
      await on.sound();
      await on.answeredByOne();
      for (const url of on.urls()) expect(new Set(await on.servedBy(url, 6)), url).toEqual(new Set(['n1', 'n2']));
    });

    test('no virtual address is ever the source of a host’s own connections', async () => {
      for (const name of ['n1', 'n2']) {
        const own = { '-4': `192.168.6.${name === 'n1' ? 2 : 3}`, '-6': `fd00:6::${name === 'n1' ? 2 : 3}` };
        for (const [family, to] of [
          ['-4', '192.168.6.100'],
          ['-6', 'fd00:6::100'],
          ['-6', 'fd00:6::99'],
        ] as const) {
          const { stdout } = await lab.exec(name, ['ip', family, 'route', 'get', to]);
          expect(stdout, `${name} to ${to}`).toContain(` src ${own[family]} `);
        }
      }
    });

    test('move together in a switch-over, and no client notices', async () => {
      const before = await on.active();
      await on.underLoad(async () => void (await on.done('switchover', '--yes')));
      expect(await on.active()).not.toBe(before);
      await on.answeredByOne();
      await on.underLoad(async () => void (await on.done('switchover', '--yes')));
      expect(await on.active()).toBe(before);
      await on.answeredByOne();
    });
  },
);
