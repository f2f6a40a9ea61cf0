import { expect, test } from 'vitest';
import type { Facts } from '../../../src/core/facts.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Place } from '../../../src/core/play.ts';
import { batches } from '../../../src/core/rollout.ts';

const places = (...active: readonly string[]): readonly Place[] =>
  ['n1', 'n2', 'n3', 'n4', 'n5'].map((name) => ({
    host: { name } as Host,
    facts: {} as Facts,
    active: active.includes(name),
  }));

test('a first set-up does all hosts at once', () => {
  expect(batches({}, ['n1', 'n2', 'n3'], places(), { of: 3 })).toEqual([['n1', 'n2', 'n3']]);
});

test('a serving cluster goes one host at a time, the active one last', () => {
  expect(batches({}, ['n1', 'n2', 'n3'], places('n1'), { of: 3 })).toEqual([['n2'], ['n3'], ['n1']]);
});

test('a host with nothing to do is in no batch', () => {
  expect(batches({}, ['n2'], places('n1'), { of: 2 })).toEqual([['n2']]);
  expect(batches({}, [], places(), { of: 2 })).toEqual([]);
});

test('a play that does not say who serves goes by its batch, one that does has a first set-up', () => {
  expect(batches({ batch: 2 }, ['n1', 'n2', 'n3'], places(), { of: 3 })).toEqual([['n1', 'n2'], ['n3']]);
  expect(batches({ batch: 2, active: () => false }, ['n1', 'n2', 'n3'], places(), { of: 3 })).toHaveLength(1);
});

test('a percentage is of all hosts of the play, rounded down, one at least', () => {
  const hosts = ['n1', 'n2', 'n3', 'n4', 'n5'];
  expect(batches({ batch: '50%' }, hosts, places('n1'), { of: 5 })).toEqual([['n2', 'n3'], ['n4', 'n5'], ['n1']]);
  expect(batches({ batch: '10%' }, ['n1', 'n2'], places('n1'), { of: 5 })).toEqual([['n2'], ['n1']]);
  expect(batches({ batch: 2 }, ['n1', 'n2', 'n3'], places('n2'), { of: 3 })).toEqual([['n1', 'n3'], ['n2']]);
});

test('a playbook has its own order, and whom it forgets comes last', () => {
  const order = (all: readonly Place[]): readonly Place[] => all.filter(({ host }) => host.name !== 'n2').toReversed();
  expect(batches({ order }, ['n1', 'n2', 'n3'], places('n3'), { of: 3 })).toEqual([['n3'], ['n1'], ['n2']]);
});
