import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, type LoadResult, type RequestRecord } from '../../../src/load/record.ts';
import { figures, longestGap, percentile, recovery } from '../../../src/load/statistics.ts';

const request = (at: number, rest: Partial<RequestRecord> = {}): RequestRecord => ({
  kind: 'new',
  at,
  lag: 0,
  latency: 5,
  ...rest,
});

const result = (requests: readonly RequestRecord[], milliseconds = 10_000): LoadResult => ({
  began: 0,
  milliseconds,
  requests,
  breaks: [],
  heldUp: 0,
});

/** Ten a second for ten seconds; those that `fails` says fail. */
const steady = (fails: (at: number) => boolean) =>
  Array.from({ length: 100 }, (_, i) =>
    request(i * 100, fails(i * 100) ? { failure: 'timeout', latency: 1000 } : { servedBy: 'n1' }),
  );

test('an outage of three seconds', () => {
  const outage = result(steady((at) => at >= 4000 && at < 7000));
  const all = figures(outage, { slowAfter: 250 });
  expect(all).toMatchObject({ requests: 100, failed: 30, failures: { timeout: 30 }, slow: 0, servedBy: { n1: 70 } });
  expect(all.longestGap).toEqual({ from: 3905, to: 7005 });
  expect(recovery(outage, 4000)).toBe(3005);
});

test('without a failure the gap is that between two requests, and recovery takes no time', () => {
  const { longestGap: gap, latency } = figures(result(steady(() => false)), { slowAfter: 250 });
  expect(gap.to - gap.from).toBe(100);
  expect(latency).toEqual({ median: 5, p99: 5, most: 5 });
  expect(recovery(result(steady(() => false)), 4000)).toBe(0);
});

test('requests that all are answered late leave a gap, and are slow, from when they were due on', () => {
  const late = steady(() => false).map((each) =>
    each.at >= 4000 && each.at < 4800 ? { ...each, lag: 4800 - each.at } : each,
  );
  const all = figures(result(late), { slowAfter: 250 });
  expect(all.longestGap).toEqual({ from: 3905, to: 4805 });
  expect(all.slow).toBe(6);
});

test('before a fault and from it on: what was under way is the fault’s, and a gap belongs to where it ends', () => {
  const cut = result([...steady((at) => at >= 4000 && at < 7000), request(3990, { failure: 'reset', latency: 20 })]);
  const [before, after] = [figures(cut, { slowAfter: 250, to: 4000 }), figures(cut, { slowAfter: 250, from: 4000 })];
  expect([before.requests, before.failed, before.longestGap.to - before.longestGap.from]).toEqual([40, 0, 100]);
  expect([after.requests, after.failed]).toEqual([61, 31]);
  expect(after.longestGap).toEqual({ from: 3905, to: 7005 });
});

test('an outage that does not end is a gap up to the end, and no recovery', () => {
  const dead = result(steady((at) => at >= 4000));
  expect(longestGap(dead)).toEqual({ from: 3905, to: 10_000 });
  expect(recovery(dead, 4000)).toBeUndefined();
});

test('what failed before the fault is not the fault’s', () => {
  expect(recovery(result(steady((at) => at === 1000)), 4000)).toBe(0);
});

test('a request under way when the fault came counts as its', () => {
  const cut = [request(3990, { failure: 'reset', latency: 20 }), request(4090)];
  expect(recovery(result(cut), 4000)).toBe(95);
});

describe('whatever the requests', () => {
  const time = fc.integer({ min: 0, max: 5000 });
  const requests = fc.array(
    fc.record({
      kind: fc.constantFrom('new' as const, 'keep-alive' as const),
      at: time,
      lag: fc.integer({ min: 0, max: 50 }),
      latency: fc.integer({ min: 0, max: 2000 }),
      failed: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  const made = requests.map((all) =>
    all.map(({ failed, ...rest }): RequestRecord => (failed ? { ...rest, failure: 'timeout' } : rest)),
  );

  test('no good answer lies within the longest gap, and no gap is longer', () => {
    fc.assert(
      fc.property(made, (all) => {
        const gap = longestGap({ requests: all, milliseconds: 8000 });
        const good = all.filter(({ kind, failure }) => kind === 'new' && failure === undefined).map(endOf);
        expect(good.filter((end) => end > gap.from && end < gap.to)).toEqual([]);
        const edges = [0, ...good, 8000].sort((a, b) => a - b);
        for (const [i, edge] of edges.slice(1).entries())
          expect(edge - (edges[i] ?? 0)).toBeLessThanOrEqual(gap.to - gap.from);
      }),
    );
  });

  test('after the recovery nothing that was sent later failed; more failures never make it sooner', () => {
    fc.assert(
      fc.property(made, time, fc.nat(), (all, fault, which) => {
        const took = recovery({ requests: all }, fault);
        const failed = all.filter(
          (each) => each.kind === 'new' && each.failure !== undefined && each.at >= fault + (took ?? 0),
        );
        if (took !== undefined) expect(failed).toEqual([]);
        const worse = all.map((each, i) =>
          i === which % (all.length || 1) ? { ...each, failure: 'reset' as const } : each,
        );
        const then = recovery({ requests: worse }, fault);
        expect(then ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(took ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  test('every request is counted once: good or failed', () => {
    fc.assert(
      fc.property(made, (all) => {
        const { requests: count, failed, failures, slow } = figures(result(all), { slowAfter: 100 });
        expect([count, failed]).toEqual([all.length, failures.timeout ?? 0]);
        expect(slow + failed).toBeLessThanOrEqual(count);
      }),
    );
  });

  test('a percentile is one of the values, with so many at or below it', () => {
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
        const value = percentile(values, part);
        expect(values).toContain(value);
        expect(values.filter((other) => other <= value).length).toBeGreaterThanOrEqual(values.length * part);
      }),
    );
  });
});
