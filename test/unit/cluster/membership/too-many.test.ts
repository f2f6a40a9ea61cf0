import { expect, test } from 'vitest';
import { refuseTooMany } from '../../../../src/cluster/membership/too-many.ts';
import type { Host } from '../../../../src/core/host.ts';

const hosts = (...names: readonly string[]): readonly Host[] =>
  [...names, 'r1'].map((name, i) => ({
    name,
    groups: ['all', name === 'r1' ? 'real_servers' : 'directors'],
    vars: {},
    connection: { host: name, sshOptions: {} },
    at: () => ({ file: 'inventory.yaml', line: i + 1, column: 1 }),
  }));

const two = { id: 'flag', limits: { directors: { most: 2, why: 'the flag has two ends' } } };

test('a director more than the stack can have is refused at its place', () => {
  expect(refuseTooMany(two)(hosts('n1', 'n2'))).toEqual([]);
  expect(refuseTooMany(two)(hosts('n1', 'n2', 'n3'))).toEqual([
    {
      at: { file: 'inventory.yaml', line: 3, column: 1 },
      message:
        'n3 is one director too many: the flag has two ends; flag is for 2 at most (n1 and n2), so move n3 to real_servers',
    },
  ]);
});

test('a stack that says nothing of a limit takes any number', () => {
  expect(refuseTooMany({ id: 'flag' })(hosts('n1', 'n2', 'n3', 'n4'))).toEqual([]);
});
