import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sh } from '../../../src/core/sh.ts';
import { createAskedAlong } from '../../../src/ssh/asked-along.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const OUTPUT = { code: 0, stdout: 'yes\n', stderr: '' };

/** Whether an answer that took so long still counts after so long, both in milliseconds. */
function counts(took: number, after: number): boolean {
  const along = createAskedAlong();
  along.keep([{ text: 'is it?', seconds: 20 }], new Map([[0, OUTPUT]]), took);
  vi.advanceTimersByTime(after);
  return along.take([{ run: sh`is it?` }]).get('is it?') === OUTPUT;
}

test('an answer counts for ten seconds, or for as long as it took where that is longer', () => {
  expect([counts(50, 9_000), counts(50, 11_000)]).toEqual([true, false]);
  expect([counts(70_000, 60_000), counts(70_000, 71_000)]).toEqual([true, false]);
});

test('it counts once, and not after something was run', () => {
  const along = createAskedAlong();
  const keep = () => along.keep([{ text: 'is it?', seconds: 20 }], new Map([[0, OUTPUT]]), 0);
  const asks = [{ run: sh`is it?` }];
  keep();
  expect([along.take(asks).size, along.take(asks).size]).toEqual([1, 0]);
  keep();
  along.forget();
  expect(along.take(asks).size).toBe(0);
});
