import { expect, test } from 'vitest';
import { statusNext } from '../../../src/output/status-next.ts';
import { ACTIVE_TOO, down, heard, limitedTo, MAC, STANDBY_TOO, status } from '../cluster/status/cluster.ts';

const invocation = { command: 'status', inventory: 'my inventory.yaml', tags: ['heartbeat'] };
const next = (...of: Parameters<typeof status>) => statusNext(status(...of), invocation).join('\n');
const APPLY = "umctl apply 'my inventory.yaml'";

test('two that have the address, and nobody who has it, come with the one command that mends it, for all hosts', () => {
  expect(next({ arp: heard(MAC.n2) }, ACTIVE_TOO)).toBe(`\nTo make one director give up the address:\n  ${APPLY}`);
  expect(next({ ...STANDBY_TOO, table: '' }, { arp: '' })).toBe(`\nTo make a director take the address:\n  ${APPLY}`);
});

test('a cluster that serves needs none; and none helps while a director cannot be reached, or was not asked', () => {
  expect(next()).toBe('');
  expect(next(STANDBY_TOO, { arp: '' }, down('n2'))).toBe('');
  const limited = status(STANDBY_TOO, {}, { cluster: limitedTo('n1') });
  expect(statusNext(limited, { ...invocation, limit: 'n1' })).toEqual([]);
});
