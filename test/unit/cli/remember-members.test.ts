import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgottenHosts, rememberMembers } from '../../../src/cli/remember-members.ts';
import type { ExitCode } from '../../../src/core/errors.ts';
import type { HostSummary } from '../../../src/core/events.ts';
import type { Host } from '../../../src/core/host.ts';
import type { Session } from '../../../src/engine/run/session.ts';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'umctl-members-'));
  vi.stubEnv('XDG_STATE_HOME', base);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true, force: true });
});

const INVENTORY = 'inventory.yaml';
const hostOf = (name: string): Host => ({
  name,
  groups: ['all'],
  vars: {},
  connection: { host: name, sshOptions: {} },
  at: () => ({ file: INVENTORY, line: 1, column: 1 }),
});

/** Who is to leave, by what is remembered, once the inventory has these hosts. */
const leaving = (...names: readonly string[]): readonly Host[] => forgottenHosts([INVENTORY], names.map(hostOf));

/** An apply to these hosts, and to those that are to leave, that ended so. */
function applied(
  names: readonly string[],
  exit: ExitCode,
  outcomes: Readonly<Record<string, Partial<HostSummary>>>,
  sources: readonly string[] = [INVENTORY],
) {
  const hosts = [...names.map(hostOf), ...leaving(...names)];
  const plays = [{ play: { name: 'all', hosts: 'all', roles: [{ name: 'any' }] }, hosts }];
  const session = { job: { hosts, plays, wants: () => true } } as unknown as Session;
  const signal = new AbortController().signal;
  const report = () => {
    throw new Error('nothing is to be said');
  };
  const summary = Object.entries(outcomes).map(
    ([host, rest]): HostSummary => ({ host, outcome: 'unchanged', planned: 0, done: 0, ...rest }),
  );
  const rest = { command: 'apply', checks: { passed: 0, failed: 0 }, milliseconds: 1 };
  rememberMembers({ session, watch: { report, signal } }, sources, { ...rest, exit, hosts: summary });
}

const CHANGED = { outcome: 'changed', planned: 2, done: 2 } as const;
const names = (hosts: readonly Host[]): readonly string[] => hosts.map(({ name }) => name);

test('a host that leaves is remembered until its plan was done: no to the plan, or a failure, forgets nobody', () => {
  applied(['n1', 'n2'], 0, { n1: CHANGED, n2: CHANGED });
  expect(names(leaving('n1'))).toEqual(['n2']);
  applied(['n1'], 0, { n1: { outcome: 'unchanged' }, n2: { outcome: 'planned', planned: 3 } });
  expect(names(leaving('n1')), 'answered no').toEqual(['n2']);
  applied(['n1'], 3, { n1: CHANGED, n2: { outcome: 'failed', planned: 3, done: 1 } });
  expect(names(leaving('n1')), 'failed').toEqual(['n2']);
  applied(['n1'], 5, { n1: { outcome: 'failed' }, n2: { outcome: 'unchanged' } });
  expect(names(leaving('n1')), 'locked, so nobody was asked').toEqual(['n2']);
  applied(['n1'], 0, { n1: { outcome: 'unchanged' }, n2: CHANGED });
  expect(names(leaving('n1')), 'cleaned up').toEqual([]);
});

test('a host that leaves and has nothing to clean up is forgotten', () => {
  applied(['n1', 'n2'], 0, { n1: CHANGED, n2: CHANGED });
  applied(['n1'], 0, { n1: { outcome: 'unchanged' }, n2: { outcome: 'unchanged' } });
  expect(leaving('n1')).toEqual([]);
});

test('what an apply that failed has changed is remembered; one that did nothing remembers nobody', () => {
  applied(['n1', 'n2'], 0, { n1: { outcome: 'planned', planned: 2 }, n2: { outcome: 'planned', planned: 2 } });
  expect(leaving()).toEqual([]);
  applied(['n1', 'n2'], 3, {
    n1: { outcome: 'failed', planned: 2, done: 1 },
    n2: { outcome: 'not reached', planned: 2 },
  });
  expect(names(leaving())).toEqual(['n1', 'n2']);
});

test('several sources are an inventory of their own; what comes through a pipe is another one each time', () => {
  const leave = (sources: readonly string[]): readonly string[] => names(forgottenHosts(sources, [hostOf('n1')]));
  const several = ['a.yaml', 'b.yaml'];
  applied(['n1', 'n2'], 0, { n1: CHANGED, n2: CHANGED }, several);
  expect(leave(several)).toEqual(['n2']);
  expect(leave(['a.yaml'])).toEqual([]);
  expect(leave(['b.yaml', 'a.yaml'])).toEqual([]);
  for (const source of ['/dev/stdin', '/dev/fd/63', '/proc/self/fd/0']) {
    applied(['n1', 'n2'], 0, { n1: CHANGED, n2: CHANGED }, [source]);
    expect(leave([source])).toEqual([]);
  }
});
