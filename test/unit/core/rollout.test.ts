import { expect, test } from 'vitest';
import { batches } from '../../../src/core/rollout.ts';

const none: ReadonlySet<string> = new Set();

test('a first set-up does all hosts at once', () => {
  expect(batches({}, ['n1', 'n2', 'n3'], none, { of: 3 })).toEqual([['n1', 'n2', 'n3']]);
});

test('a serving cluster goes one host at a time, the active one last', () => {
  expect(batches({}, ['n1', 'n2', 'n3'], new Set(['n1']), { of: 3 })).toEqual([['n2'], ['n3'], ['n1']]);
});

test('a host with nothing to do is in no batch', () => {
  expect(batches({}, ['n2'], new Set(['n1']), { of: 2 })).toEqual([['n2']]);
  expect(batches({}, [], none, { of: 2 })).toEqual([]);
});

test('a percentage is of all hosts of the play, rounded down, one at least', () => {
  const hosts = ['n1', 'n2', 'n3', 'n4', 'n5'];
  expect(batches({ batch: '50%' }, hosts, new Set(['n1']), { of: 5 })).toEqual([['n2', 'n3'], ['n4', 'n5'], ['n1']]);
  expect(batches({ batch: '10%' }, ['n1', 'n2'], new Set(['n1']), { of: 5 })).toEqual([['n2'], ['n1']]);
  expect(batches({ batch: 2 }, ['n1', 'n2', 'n3'], new Set(['n2']), { of: 3 })).toEqual([['n1', 'n3'], ['n2']]);
});
