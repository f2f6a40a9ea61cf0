import { expect, test } from 'vitest';
import heartbeat from '../../../roles/heartbeat/role.ts';
import type { Facts } from '../../../src/core/facts.ts';
import type { Job } from '../../../src/core/play.ts';
import { sameMachine } from '../../../src/engine/gather/same-machine.ts';
import { context, HOSTS } from '../roles/cluster.ts';

const job: Job = { hosts: HOSTS, selected: new Set(), plays: [], wants: () => true, vars: new Map() };
const { facts: some } = context(heartbeat);
const at = (address: string): Facts['addresses'] => [{ device: 'eth0', label: 'eth0', address, prefix: 24 }];
const refused = (n1: Partial<Facts>, n2: Partial<Facts>) =>
  sameMachine(
    job,
    new Map([
      ['n1', { ...some, ...n1 }],
      ['n2', { ...some, ...n2 }],
    ]),
  ).map(({ problem }) => problem.message);

/** As a lab host printed boot_id and machine-id. */
const BOOT = '4fd60df3-2e63-4c98-b899-87b5d6cbf901 964acc438fa74dd7ae4398723f633881';

test('one machine by two names is refused, naming both', () => {
  const one = { boot: BOOT, addresses: at('192.168.6.2') };
  expect(refused(one, one)).toEqual([expect.stringMatching(/^n2 and n1 \(.*\) are the same machine/)]);
});

test('a clone has the machine-id of another and boots for itself; containers share a boot and have addresses of their own', () => {
  const clone = BOOT.replace(/^\S+/, '7056784e-0c5e-4608-aea6-7debcb57bc46');
  expect(refused({ boot: BOOT, addresses: at('10.0.0.1') }, { boot: clone, addresses: at('10.0.0.1') })).toEqual([]);
  expect(refused({ boot: BOOT, addresses: at('10.0.0.1') }, { boot: BOOT, addresses: at('10.0.0.2') })).toEqual([]);
});

test('machines that say too little of themselves are not taken for one', () => {
  expect(refused({ addresses: at('10.0.0.1') }, { addresses: at('10.0.0.1') })).toEqual([]);
  expect(refused({ boot: BOOT, addresses: [] }, { boot: BOOT, addresses: [] })).toEqual([]);
});

test('the same addresses in another order are the same, and all machines have the same loopback', () => {
  const [one, other, loopback] = [at('10.0.0.1'), at('10.0.0.2'), { device: 'lo', label: 'lo', address: '127.0.0.1' }];
  const own = { ...loopback, prefix: 8 };
  const message = expect.stringContaining('are the same machine');
  expect(refused({ boot: BOOT, addresses: [...one, ...other] }, { boot: BOOT, addresses: [...other, ...one] })).toEqual(
    [message],
  );
  expect(refused({ boot: BOOT, addresses: [own] }, { boot: BOOT, addresses: [own] })).toEqual([]);
  // The virtual address is on the loopback of both directors.
  expect(refused({ boot: BOOT, addresses: [own, ...one] }, { boot: BOOT, addresses: one })).toEqual([message]);
});
