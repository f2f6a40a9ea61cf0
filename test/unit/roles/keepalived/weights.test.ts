import { expect, test } from 'vitest';
import { warnOfWeights } from '../../../../roles/keepalived/weights.ts';
import { director } from './cluster.ts';

const warnings = (keepalived: object) => warnOfWeights(director({ vars: { keepalived } }));

test('a weight that moves no duties is told, and what to write in its place', () => {
  const script = { name: 'web', command: '/usr/local/bin/check', weight: -20 };
  expect(warnings({ track_script: [script], track_interface: [{ interface: 'eth1', weight: 5 }] })).toEqual([
    'track_script web has the weight -20: while a director is active its priority is 240, so that moves nothing; leave the weight out, and a failure takes the director out',
    expect.stringMatching(/^track_interface eth1 has the weight 5: /),
  ]);
});

test('without weights there is nothing to tell', () => {
  expect(
    warnings({ track_script: [{ name: 'web', command: '/usr/local/bin/check' }], track_interface: ['eth1'] }),
  ).toEqual([]);
});
