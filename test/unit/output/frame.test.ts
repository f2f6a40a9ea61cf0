import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/events.ts';
import { drawEnd, drawFrame } from '../../../src/output/frame.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { foldProgress, type ShownProgress, startProgress } from '../../../src/output/progress.ts';
import { begins, identity } from '../step.ts';
import { applying } from './stream.ts';

const canvas = { rows: 24, columns: 80, now: 5_000, paint: uncoloured };

/** Events a second apart, from the second 1 on. */
const fold = (start: ShownProgress, events: readonly Event[]): ShownProgress =>
  events.reduce((progress, event, i) => foldProgress(progress, event, (i + 1) * 1_000), start);

const begun = startProgress('apply', ['n1', 'n2'], 0);

test('running hosts show their step, its time and their own', () => {
  const progress = fold(begun, [
    { type: 'host-start', host: 'n1', phase: 'apply', steps: 12 },
    { type: 'host-start', host: 'n2', phase: 'apply', steps: 3 },
    begins('n1', identity('package', 'heartbeat'), 3),
  ]);
  expect(drawFrame(progress, canvas)).toEqual([
    '⠋ applying: 0 of 2 hosts done · 5.0 s',
    '  n1  4/12  package heartbeat · 2.0 s (4.0 s in all)',
    '  n2  3.0 s',
  ]);
});

test('what is over is counted, and told at the end', () => {
  const progress = fold(begun, applying);
  expect(drawFrame(progress, canvas)).toEqual(['⠋ applying: 1 of 2 hosts done, 1 failed · 5.0 s']);
  expect(drawEnd(progress, canvas)).toEqual(['✖ applied: 1 host, 1 failed (5.0 s)']);
  expect(drawEnd(begun, canvas)).toEqual(['✖ applied: 0 hosts, 2 not reached (5.0 s)']);
  const stopped = fold(begun, [{ type: 'host-start', host: 'n1', phase: 'apply', steps: 41 }]);
  expect(drawEnd(stopped, canvas)).toEqual(['✖ applied: 0 hosts, 1 unfinished, 1 not reached (5.0 s)']);
});

test('the picture fits the screen, whatever the number of hosts and the length of names', () => {
  const names = Array.from({ length: 200 }, (_, i) => `host${i}`);
  const starts = names.map((host): Event => ({ type: 'host-start', host, phase: 'apply', steps: 1 }));
  const ids = names.map((host) => begins(host, identity('file', `/${'x'.repeat(200)}`), 0));
  const warning: Event = { type: 'warning', message: 'w\n'.repeat(100) };
  const progress = fold(startProgress('apply', names, 0), [...starts, ...ids, warning]);
  const frame = drawFrame(progress, { ...canvas, rows: 10 });
  expect(frame.length).toBeLessThan(10);
  expect(Math.max(...frame.map((line) => line.length))).toBeLessThan(80);
  expect(frame).toContain('  … and 195 more');
});

test('what is waited for stands below the hosts', () => {
  const checks = ['exactly one node answers ARP', 'b', 'c'];
  const progress = fold(startProgress('verify', ['n1'], 0), [{ type: 'waiting', checks }]);
  expect(drawFrame(progress, canvas).at(-1)).toBe('  waiting until: exactly one node answers ARP (and 2 more)');
  expect(drawFrame(fold(progress, [{ type: 'waiting', checks: ['c'] }]), canvas).at(-1)).toBe('  waiting until: c');
});
