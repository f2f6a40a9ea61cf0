import { expect, test } from 'vitest';
import type { CheckResult } from '../../../src/core/check.ts';
import { EXIT, type ExitCode, type HostFailure } from '../../../src/core/errors.ts';
import { type Progress, summarise } from '../../../src/engine/run/summarise.ts';

const failure = (host: string, exit: ExitCode): HostFailure => ({ host, exit, message: 'broke' });
const bad: CheckResult = { name: 'c', hosts: [], complaint: 'no', evidence: [], milliseconds: 0 };
const good: CheckResult = { name: 'c', hosts: [], evidence: [], milliseconds: 0 };
const run = (hosts: Record<string, Progress>, more = {}) =>
  summarise({ command: 'apply', start: 0, hosts: new Map(Object.entries(hosts)), ...more });

test('each host has an outcome of its own', () => {
  const { hosts, exit } = run(
    {
      same: { planned: 0, done: 0 },
      all: { planned: 2, done: 2 },
      broke: { planned: 2, done: 1, failure: failure('broke', EXIT.failed) },
      waiting: { planned: 2, done: 0 },
    },
    { changing: true },
  );
  expect(hosts.map(({ outcome }) => outcome)).toEqual(['unchanged', 'changed', 'failed', 'not reached']);
  expect(exit).toBe(EXIT.failed);
});

test('a plan that was only shown is planned', () => {
  expect(run({ a: { planned: 1, done: 0 } })).toMatchObject({ exit: EXIT.done, hosts: [{ outcome: 'planned' }] });
});

test('a host that failed half-way counts before one that could not be reached', () => {
  const hosts = {
    gone: { planned: 0, done: 0, failure: failure('gone', EXIT.unreachable) },
    broke: { planned: 1, done: 0, failure: failure('broke', EXIT.failed) },
  };
  expect(run(hosts).exit).toBe(EXIT.failed);
  expect(run({ gone: hosts.gone }).exit).toBe(EXIT.unreachable);
});

test('a failed check makes the run unhealthy, an interruption says so first', () => {
  const checks = [good, bad, good];
  expect(run({ a: { planned: 1, done: 1 } }, { checks })).toMatchObject({
    exit: EXIT.unhealthy,
    checks: { passed: 2, failed: 1 },
  });
  expect(run({ a: { planned: 1, done: 1 } }, { checks, interrupted: true }).exit).toBe(EXIT.interrupted);
});
