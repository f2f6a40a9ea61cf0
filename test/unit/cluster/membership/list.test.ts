import { expect, test } from 'vitest';
import { leftOver, parseMembers, renderMembers } from '../../../../src/cluster/membership/list.ts';
import { withoutDuties } from '../../../../src/cluster/membership/removed.ts';

const list = { addresses: ['192.168.6.240', 'fd00:6::240'], members: ['n1', 'n2', 'n3'], directors: ['n1', 'n3'] };

test('a list is read as it was written, whatever else stands there', () => {
  expect(parseMembers(renderMembers(list))).toEqual(list);
  expect(parseMembers('member\nnobody n9\n')).toEqual({ addresses: [], members: [], directors: [] });
  // As earlier versions wrote it.
  expect(parseMembers('address 192.168.6.240\nmember n1\n')).toEqual({
    addresses: ['192.168.6.240'],
    members: ['n1'],
    directors: [],
  });
});

test('who is on a list and unknown otherwise is left over, once', () => {
  const texts = [renderMembers(list), renderMembers(list), ''];
  expect(leftOver(texts, new Set(['n1', 'n2']))).toEqual(['n3']);
  expect(leftOver(texts, new Set(['n1', 'n2', 'n3', 'n4']))).toEqual([]);
  expect(leftOver(texts, new Set(['n1']), 'directors')).toEqual(['n3']);
});

test('a host that is removed has no duties, whatever groups it is in', () => {
  const host = (...groups: readonly string[]) => ({
    name: 'n',
    groups,
    vars: {},
    connection: { host: 'n', sshOptions: {} },
    at: () => ({ file: 'i', line: 1, column: 1 }),
  });
  expect(withoutDuties(host('all', 'directors', 'web', 'removed')).groups).toEqual(['all', 'web', 'removed']);
  expect(withoutDuties(host('all', 'directors')).groups).toEqual(['all', 'directors']);
});
