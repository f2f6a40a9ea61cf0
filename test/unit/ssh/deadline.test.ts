import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDeadline } from '../../../src/ssh/deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Ten questions of a second each over a link with a minute to spare, and what came of it; `quiet` once it is too late. */
function exchange(beforehandSeconds?: number) {
  const late: boolean[] = [];
  const limits = { seconds: Array<number>(10).fill(1), slackSeconds: 60, beforehandSeconds };
  const deadline = createDeadline(limits, (quiet) => late.push(quiet));
  const answers = (from: number, every: number): void => {
    for (let answered = from; answered <= 10 && late.length === 0; answered++) {
      vi.advanceTimersByTime(every * 1000);
      deadline.moved(100);
      deadline.wentOn({ answered, begun: false });
    }
  };
  return { late, deadline, answers };
}

test('one answer may take its limit and what is to spare', () => {
  const { late } = exchange();
  vi.advanceTimersByTime(60_900);
  expect(late).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(late).toEqual([true]);
});

test('answers that all use what is to spare go beyond the time of the whole', () => {
  const { late, answers } = exchange();
  answers(1, 25);
  // Ten seconds and ten times ten to end them, and a minute: not ten minutes.
  expect(late).toHaveLength(1);
});

test('answers that come in their time have all of it', () => {
  const { late, answers, deadline } = exchange();
  answers(1, 11);
  deadline.stop();
  expect(late).toEqual([]);
});

test('who goes on sending is no quiet host, and has time for no more than a slow link needs', () => {
  const { late, deadline } = exchange();
  for (let second = 0; second < 200; second += 5) {
    vi.advanceTimersByTime(5_000);
    if (late.length === 0) deadline.moved(10);
  }
  expect(late).toEqual([false]);
});

test('what a host waits for before it begins has its time, until it has begun', () => {
  const { late, deadline } = exchange(300);
  vi.advanceTimersByTime(60_000);
  // It says for what it waits.
  deadline.wentOn({ answered: 0, begun: false });
  vi.advanceTimersByTime(360_900);
  expect(late).toEqual([]);
  deadline.wentOn({ answered: 0, begun: true });
  vi.advanceTimersByTime(49_000);
  expect(late).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(late).toHaveLength(1);
});

test('a host that does not get to begin is waited for as long as it may wait, and no longer', () => {
  const { late } = exchange(300);
  vi.advanceTimersByTime(360_900);
  expect(late).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(late).toEqual([true]);
});

test('who has begun has no more than the limit of one answer, whatever it might have waited', () => {
  const { late, deadline } = exchange(300);
  deadline.wentOn({ answered: 0, begun: true });
  vi.advanceTimersByTime(61_100);
  expect(late).toEqual([true]);
});

test('the time begins with the script: a shell that is slow to get ready takes none of it', () => {
  const { late, deadline, answers } = exchange();
  vi.advanceTimersByTime(60_900);
  deadline.started();
  answers(1, 11.5);
  deadline.stop();
  expect(late).toEqual([]);
});
