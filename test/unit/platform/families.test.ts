import { expect, test } from 'vitest';
import { alias } from '../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../src/platform/capabilities/default-route.ts';
import { distributions } from '../../../src/platform/distributions/all.ts';

test('whoever sets up addresses of a host says of which families', () => {
  const all = distributions.flatMap(({ providers }) => providers);
  const ofAddresses = all.filter(({ provides: { id } }) => id === alias.id || id === defaultRoute.id);
  expect(ofAddresses.length).toBeGreaterThan(5);
  expect(ofAddresses.filter(({ families }) => families?.join() !== '4')).toEqual([]);
});
