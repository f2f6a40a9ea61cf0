import { expect, test } from 'vitest';
import { warnOfWeights } from '../../../../roles/keepalived/weights.ts';
import { directors } from './cluster.ts';

const warnings = (keepalived: object, hostVars = {}) =>
  directors({ vars: { keepalived }, hostVars }).flatMap((director) => warnOfWeights(director));
const script = { name: 'web', command: '/usr/local/bin/check', weight: -2 };

test('weights that move no duties whatever fails are told once, and what to write in their place', () => {
  expect(warnings({ track_script: [script], track_interface: [{ interface: 'eth1', weight: 5 }] })).toEqual([
    'track_script and track_interface have the weight 7 together, and n1 has 10 more priority than n2, so that no failure moves ' +
      'duties; set weights above 10, or a `priority` for each director',
  ]);
});

test('weights that decide are not', () => {
  expect(warnings({ track_script: [{ ...script, weight: -20 }] })).toEqual([]);
  expect(warnings({ track_script: [script] }, { n1: { priority: 101 }, n2: { priority: 100 } })).toEqual([]);
  expect(warnings({ track_script: [{ ...script, weight: 0 }], track_interface: ['eth1'] })).toEqual([]);
});
