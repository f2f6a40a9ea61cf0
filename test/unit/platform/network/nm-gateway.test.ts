import { expect, test } from 'vitest';
import { gateway } from '../../../../src/platform/providers/network/nm/gateway.ts';

const wanted = gateway({ gateway: '192.168.6.1', device: 'eth0' });
const RIGHT = 'default via 192.168.6.1 dev eth0 proto static metric 100 ';
const LO = '80c66612-7960-88d1-8b72-7d4ef937ab73 lo manual no ';
/** As NetworkManager 1.42.4 answers it: the first default route, then a line a profile. */
const observe = (route: string, ...profiles: readonly string[]) =>
  wanted.parse({ code: 0, stdout: `${[route, LO, ...profiles].join('\n')}\n`, stderr: '' });
const eth0 = (rest: string) => `7ba00b1d-8cdd-30da-91ad-bb83ed4f7474 eth0 ${rest}`;

test('the gateway of a profile with a fixed address, and the route in use', () => {
  expect(observe(RIGHT, eth0('manual no 192.168.6.1'))).toEqual(wanted.want);
  expect(observe('', eth0('manual no '))).toMatchObject({ persisted: undefined, live: undefined, cannot: undefined });
  expect(observe(RIGHT, eth0('manual yes 192.168.6.1'))).toMatchObject({ persisted: 'never-default' });
  expect(observe(RIGHT, eth0('manual no 192.168.6.9'))).toMatchObject({ persisted: '192.168.6.9' });
});

test('what DHCP sets right is right; what it sets otherwise is not umctl’s to change', () => {
  expect(observe(RIGHT, eth0('auto no '))).toEqual(wanted.want);
  expect(observe('default via 192.168.6.9 dev eth0 proto dhcp metric 100', eth0('auto no '))).toMatchObject({
    persisted: 'eth0 auto',
    live: 'via 192.168.6.9 dev eth0',
    cannot: expect.stringContaining('ipv4.method auto; make it manual'),
  });
});

test('another profile with a gateway is named, unless it is never the default', () => {
  const other = (never: string) => `0e2eb5a8-5d4d-4a3e-bd2c-6d9a3f4f9a51 eth1 manual ${never} 10.0.0.1`;
  expect(observe(RIGHT, eth0('manual no 192.168.6.1'), other('yes'))).toEqual(wanted.want);
  expect(observe(RIGHT, eth0('manual no 192.168.6.1'), other('no'))).toMatchObject({
    persisted: '192.168.6.1, 10.0.0.1 on eth1',
    cannot: expect.stringContaining('the profile of eth1 has the gateway 10.0.0.1'),
  });
});

test('a device without a profile is told', () => {
  expect(observe(RIGHT)['cannot']).toBe('NetworkManager has no active profile on eth0; give it one by hand');
});

test('the same route twice is no difference, another of the device is', () => {
  const profile = eth0('manual no 192.168.6.1');
  expect(observe(`default via 192.168.6.1 dev eth0 ;${RIGHT};`, profile)).toEqual(wanted.want);
  expect(observe(`${RIGHT};default via 192.168.6.9 dev eth0 proto static metric 101 ;`, profile)).toMatchObject({
    live: 'via 192.168.6.1 dev eth0, via 192.168.6.9 dev eth0 metric 101',
  });
});
