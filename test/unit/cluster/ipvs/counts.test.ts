import { expect, test } from 'vitest';
import { parseCounts } from '../../../../src/cluster/ipvs/counts.ts';
import { fixture } from '../../roles/fixture.ts';
import { COUNTS, MARKED } from './table-of-counts.ts';

test('connections are read by virtual service and real server', () => {
  const counts = parseCounts(COUNTS + MARKED);
  expect(counts.map(({ virtual, real }) => [virtual, real])).toEqual([
    ['TCP 192.168.6.240:21', '192.168.6.2:21'],
    ['TCP 192.168.6.240:21', '192.168.6.3:21'],
    ['TCP 192.168.6.240:80', '192.168.6.2:80'],
    ['TCP 192.168.6.240:80', '192.168.6.3:80'],
    ['FWM 7', '192.168.6.3:0'],
  ]);
  expect(counts[1]).toMatchObject({ weight: 0, persistent: 2, active: 1, inactive: 4 });
  expect(counts[2]).toMatchObject({ weight: 1, persistent: 0, active: 17, inactive: 3 });
});

test('an empty table has none', () => {
  expect(parseCounts(fixture('ipvsadm/empty'))).toEqual([]);
});
