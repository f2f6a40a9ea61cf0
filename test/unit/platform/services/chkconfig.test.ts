import { expect, test } from 'vitest';
import { chkconfig } from '../../../../src/platform/services/chkconfig.ts';

test.each([
  [
    'heartbeat that starts in 2 to 5 and runs',
    ['script', 'level 2', 'level 3', 'level 4', 'level 5', 'running'],
    true,
    true,
  ],
  ['ldirectord after chkconfig --del', ['script'], false, false],
  ['one that starts in some', ['script', 'level 3', 'level 5'], 'enabled in run levels 3 5 only', false],
])('%s', (_, lines, enabled, running) => {
  expect(chkconfig.parse(lines)).toEqual({ enabled, running });
});

test('nothing is known of a service without an init script, whatever `service` says', () => {
  expect(chkconfig.parse([''])).toEqual({});
});
