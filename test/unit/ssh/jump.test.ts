import { expect, test } from 'vitest';
import { parseHop } from '../../../src/ssh/jump.ts';

test.each([
  ['bastion', { host: 'bastion' }],
  ['bob@bastion', { host: 'bastion', user: 'bob' }],
  ['bob@example.com@bastion:2222', { host: 'bastion', user: 'bob@example.com', port: 2222 }],
  ['bastion:2222', { host: 'bastion', port: 2222 }],
  ['[2001:db8::1]:2222', { host: '2001:db8::1', port: 2222 }],
  ['bob@[2001:db8::1]', { host: '2001:db8::1', user: 'bob' }],
  ['ssh://bob@bastion:2222', { host: 'bastion', user: 'bob', port: 2222 }],
])('the hop %s', (hop, expected) => {
  expect(parseHop(hop)).toEqual({ ...expected, sshOptions: {} });
});
