import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitsFor } from '../../../../src/cluster/drill/limits.ts';
import { judge } from '../../../../src/cluster/drill/verdict.ts';
import type { Figures } from '../../../../src/load/statistics.ts';

const measured = (given: Partial<Figures>): Figures => ({
  requests: 100,
  failed: 0,
  failures: {},
  slow: 0,
  broken: 0,
  longestGap: { from: 0, to: 100 },
  latency: { median: 1, p99: 1, most: 1 },
  servedBy: {},
  heldUp: 0,
  ...given,
});

test('an inventory’s limits take the place of the usual ones, each of its own; those for one fault are before those for all', () => {
  const usual = { recovery: 1, failed: 0 };
  expect(limitsFor('crash', { slow_after: 0.25 }, usual)).toEqual(usual);
  const drill = { slow_after: 0.25, failed: 5, broken: 2, crash: { failed: 50 } };
  expect(limitsFor('crash', drill, usual)).toEqual({ recovery: 1, failed: 50, broken: 2 });
  expect(limitsFor('switchover', drill, usual)).toEqual({ recovery: 1, failed: 5, broken: 2 });
  expect(limitsFor('switchover', { slow_after: 0.25, recovery: 9 }, usual), 'the others stay').toEqual({
    recovery: 9,
    failed: 0,
  });
});

test('each limit is judged by its own measure; exactly at the limit is kept', () => {
  const figures = measured({ failed: 3, broken: 2, slow: 7, longestGap: { from: 1000, to: 2500 } });
  const limits = { recovery: 2, longest_gap: 1.5, failed: 2, broken: 2, slow: 6 };
  const judged = judge(limits, { figures, recovery: 2000 });
  expect(judged.map(({ limit, measured, passed }) => [limit, measured, passed])).toEqual([
    ['recovery', 2, true],
    ['longest_gap', 1.5, true],
    ['failed', 3, false],
    ['broken', 2, true],
    ['slow', 7, false],
  ]);
});

test('what never recovered keeps no limit of recovery', () => {
  expect(judge({ recovery: 86_400 }, { figures: measured({}), recovery: undefined })).toEqual([
    { limit: 'recovery', allowed: 86_400, measured: undefined, passed: false },
  ]);
});

test('a looser limit never fails what a tighter one passes', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (failed, limit, more) => {
      const passes = (allowed: number) =>
        judge({ failed: allowed }, { figures: measured({ failed }), recovery: 0 })[0]?.passed === true;
      expect(passes(limit)).toBe(failed <= limit);
      if (passes(limit)) expect(passes(limit + more)).toBe(true);
    }),
  );
});
