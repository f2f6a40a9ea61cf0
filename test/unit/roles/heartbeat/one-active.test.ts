import { expect, test } from 'vitest';
import { oneActive } from '../../../../roles/heartbeat/checks.ts';
import role from '../../../../roles/heartbeat/role.ts';
import type { HeartbeatVars } from '../../../../roles/heartbeat/vars.ts';
import { context } from '../cluster.ts';
import { printed } from '../fixture.ts';

const complaint = (n1: string, n2: string) =>
  oneActive([context<HeartbeatVars>(role)])[0]?.failure({ n1: printed(`${n1}\n`), n2: printed(`${n2}\n`) });

test('one active director is what is wanted', () => {
  expect(complaint('standby', 'active')).toBeUndefined();
});

test('two are named', () => {
  expect(complaint('active', 'active')).toBe('n1 and n2 have the virtual address at the same time');
});

test('where there is none, it is said what tells why', () => {
  expect(complaint('standby', 'standby')).toMatch(
    /^no director .*: cl_status rscstatus, and look at \/var\/log\/ha\.log$/,
  );
});
