import { expect, test } from 'vitest';
import { count, duration, linesOf, textTable } from '../../../src/output/text.ts';

test.each([
  [0, '0.0 s'],
  [149, '0.1 s'],
  [9_949, '9.9 s'],
  [9_960, '10 s'],
  [59_400, '59 s'],
  [59_600, '1 min 0 s'],
  [3_725_000, '62 min 5 s'],
])('%d ms is %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});

test('one thing, several things', () => {
  expect([count(0, 'step'), count(1, 'step'), count(2, 'host is', 'hosts are')]).toEqual([
    '0 steps',
    '1 step',
    '2 hosts are',
  ]);
});

test('columns are as wide as their widest cell, the last as it likes', () => {
  expect(textTable([['a', 'bb', 'c'], ['aaa', 'b', ''], ['a']])).toEqual(['a    bb  c', 'aaa  b   ', 'a']);
});

test('lines lose the last newline only', () => {
  expect(linesOf('a\n\nb\n')).toEqual(['a', '', 'b']);
  expect(linesOf('')).toEqual([]);
});
