import { expect, test } from 'vitest';
import { alias } from '../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../src/platform/capabilities/default-route.ts';
import { platformOf } from '../../../src/platform/detect.ts';
import { distributions } from '../../../src/platform/distributions/all.ts';
import { factsOf } from './facts/hosts.ts';

test('whoever sets up addresses of a host says of which families', () => {
  const all = distributions.flatMap(({ providers }) => providers);
  const ofAddresses = all.filter(({ provides: { id } }) => id === alias.id || id === defaultRoute.id);
  expect(ofAddresses.length).toBeGreaterThan(5);
  expect(ofAddresses.filter(({ families }) => families === undefined)).toEqual([]);
});

test.each([
  ['debian-12', 'interfaces\nifup /usr/sbin/ifup\n', [4, 6]],
  ['almalinux-9', 'nm eth0:connected\n', [4, 6]],
  ['centos-7', 'network-scripts /etc/rc3.d/S10network\n', [4]],
] as const)('on %s lo can have virtual addresses of these families', (release, network, families) => {
  expect(platformOf('n1', factsOf(release, { network })).families(alias)).toEqual(families);
  expect(platformOf('n1', factsOf(release, { network })).families(defaultRoute)).toEqual([4]);
});
