import { expect, test } from 'vitest';
import { statusNext } from '../../../src/output/status-next.ts';
import { HEALTHY, MAC, status } from '../status/cluster.ts';

const [ACTIVE] = HEALTHY;
const invocation = { command: 'status', inventory: 'my inventory.yaml', limit: 'n1', tags: ['heartbeat'] };
const next = (...of: Parameters<typeof status>) => statusNext(status(...of), invocation).join('\n');

test('two that have the address, and nobody who has it, come with the one command that mends it, for all hosts', () => {
  const apply = "umctl apply 'my inventory.yaml'";
  expect(next({ ...ACTIVE, hears: [MAC.n2] }, { on: 'eth0', hears: [MAC.n1] })).toBe(
    `\nTo have one director give the address up:\n  ${apply}`,
  );
  expect(next({}, {})).toBe(`\nTo have a director take the address:\n  ${apply}`);
});

test('a cluster that serves needs none, and none helps while a director cannot be reached', () => {
  expect(next(...HEALTHY)).toBe('');
  const failures = new Map([['n2', { state: 'down', message: 'connection lost' }]] as const);
  expect(next({}, {}, { failures })).toBe('');
});
