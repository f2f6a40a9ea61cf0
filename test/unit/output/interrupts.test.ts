import { expect, test } from 'vitest';
import type { Step } from '../../../src/core/plan.ts';
import { sh } from '../../../src/core/sh.ts';
import { summarisePlans } from '../../../src/output/plan-summary.ts';

const step = (id: string, changes: Step['changes'] = []): Step => ({ id, changes, command: { run: sh`true` } });
const summary = (...steps: readonly Step[]) => summarisePlans([{ host: 'n1', steps }], []).join('\n');

test.each(['packages', 'command heartbeat stands by', 'address lo:0', 'sysctl net.ipv4.ip_forward', 'no address lo'])(
  'nothing is claimed of what only the host can tell: %s',
  (id) => {
    const text = summary(step('file /etc/a'), step(id));
    expect(text).not.toContain('no service that runs');
    expect(text).toMatch(/ {2}may interrupt: .* 1 \(the plan does not say what these do to what runs\)$/);
  },
);

test('files that no service loads interrupt nothing', () => {
  expect(summary(step('file /etc/a'), step('directory /b'))).toMatch(/interrupts: no service that runs$/);
});

test('what is known and what is not stand side by side', () => {
  const stop = step('service heartbeat', [{ field: 'running', from: true, to: false }]);
  expect(summary(stop, step('packages'))).toMatch(/interrupts: stops heartbeat on n1\n {2}may interrupt: packages 1 /);
});

test('a service that runs and loads what is changed is named, whatever it has on record (rotate-key --check)', () => {
  const load = step('service heartbeat', [{ field: 'config', from: undefined, to: '67e097a59903' }]);
  expect(summary(load)).toMatch(/interrupts: reloads or restarts heartbeat on n1$/);
});

test('what ldirectord rereads by itself moves clients, as a drain does; a file that is new does not', () => {
  const reread = step('file /etc/ha.d/ldirectord.cf', [{ field: 'content', from: 'a\n', to: 'b\n' }]);
  const text = summary(step('file /var/lib/umctl/drained'), reread);
  expect(text).toMatch(/moves clients: ldirectord on n1 rereads its configuration by itself$/);
  expect(text).not.toContain('no service that runs');
  const fresh = step('file /etc/ha.d/ldirectord.cf', [{ field: 'content', from: undefined, to: 'b\n' }]);
  expect(summary(fresh)).toMatch(/interrupts: no service that runs$/);
});

test('what is the same on several hosts is told once, after what is done around the steps; a host without steps is not counted', () => {
  const route = step('default route by eth0', [{ field: 'gateway', from: '10.0.0.1', to: '10.0.0.2' }]);
  const begun = step('service nginx', [
    { field: 'running', from: false, to: true },
    { field: 'config', from: undefined, to: 'a' },
  ]);
  const plans = [
    { host: 'n1', steps: [route, begun] },
    { host: 'n2', steps: [route] },
    { host: 'n3', steps: [] },
  ];
  expect(summarisePlans(plans, ['n1 hands\u202e over'])).toEqual([
    'In all: 3 steps (n1 2, n2 1)',
    '  by kind: default route 2, service 1',
    expect.stringMatching(/^ {2}interrupts: n1 hands[^\u202e]+ over$/),
    '  interrupts: changes the default route on n1, n2',
  ]);
});
