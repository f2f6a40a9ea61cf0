import { describe, expect, it } from 'vitest';
import { logCheck } from '../../../../roles/heartbeat/log.ts';
import role from '../../../../roles/heartbeat/role.ts';
import { context } from '../cluster.ts';
import { printed } from '../fixture.ts';

describe('the check of the log', () => {
  const check = logCheck(context(role));
  const complaint = (stdout: string, code = 0) => check.failure({ n1: printed(stdout, code) });

  it('wants lines of this run of heartbeat', () => {
    expect(complaint('2026-11-23T05:16:39+00:00 n1 heartbeat: [1683]: info: Link n2:eth0 up.\n')).toBeUndefined();
    expect(complaint('')).toMatch(/ha\.log holds nothing of this run/);
    expect(complaint('', 3)).toMatch(/heartbeat does not run/);
  });
});
