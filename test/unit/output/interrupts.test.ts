import { expect, test } from 'vitest';
import type { Step } from '../../../src/core/plan.ts';
import { summarisePlans } from '../../../src/output/plan-summary.ts';
import { makeStep } from '../step.ts';

const NOBODY_KNOWS = ['packages', 'command', 'address', 'sysctl', 'no address'];
const step = (type: string, key: string, changes: Step['changes'] = []): Step => {
  const { impact, ...unknown } = makeStep(type, key, { changes });
  return NOBODY_KNOWS.includes(type) || impact === undefined ? unknown : { ...unknown, impact };
};
const summary = (...steps: readonly Step[]) => summarisePlans([{ host: 'n1', steps }], []).join('\n');

test.each(NOBODY_KNOWS)('nothing is claimed of what only the host can tell: %s', (type) => {
  const text = summary(step('file', '/etc/a'), step(type, 'one'));
  expect(text).not.toContain('no service that runs');
  expect(text).toMatch(/ {2}may interrupt: .* 1 \(the plan does not say what these do to what runs\)$/);
});

test('files that no service loads interrupt nothing', () => {
  expect(summary(step('file', '/etc/a'), step('directory', '/b'))).toMatch(/interrupts: no service that runs$/);
});

test('what is known and what is not stand side by side', () => {
  const stop = step('service', 'heartbeat', [{ field: 'running', from: true, to: false }]);
  expect(summary(stop, step('packages', 'one'))).toMatch(
    /interrupts: stops heartbeat on n1\n {2}may interrupt: packages 1 /,
  );
});

test('a service that runs and loads what is changed is named, whatever it has on record (rotate-key --check)', () => {
  const load = step('service', 'heartbeat', [{ field: 'config', from: undefined, to: '67e097a59903' }]);
  expect(summary(load)).toMatch(/interrupts: reloads or restarts heartbeat on n1$/);
});

test('what ldirectord rereads by itself moves clients, as a drain does; a file that is new does not', () => {
  const ldirectordCf = (from?: string): Step => ({
    ...step('file', '/etc/ha.d/ldirectord.cf', [{ field: 'content', from, to: 'b\n' }]),
    ...{ impact: 'interrupts', rereadBy: 'ldirectord' },
  });
  const reread = ldirectordCf('a\n');
  const text = summary(step('file', '/var/lib/umctl/drained'), reread);
  expect(text).toMatch(/moves clients: ldirectord on n1 rereads its configuration by itself$/);
  expect(text).not.toContain('no service that runs');
  expect(summary(ldirectordCf())).toMatch(/interrupts: no service that runs$/);
});

test('what is the same on several hosts is told once, after what is done around the steps; a host without steps is not counted', () => {
  const route = step('default route', 'by eth0', [{ field: 'gateway', from: '10.0.0.1', to: '10.0.0.2' }]);
  const begun = step('service', 'nginx', [
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
