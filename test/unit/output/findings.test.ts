import { expect, test } from 'vitest';
import type { Event } from '../../../src/core/events.ts';
import type { Step } from '../../../src/core/plan.ts';
import type { Change } from '../../../src/core/resource.ts';
import { collectFindings } from '../../../src/output/findings.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { makeStep } from '../step.ts';

const step = (type: string, key: string, ...changes: readonly Change[]): Step => makeStep(type, key, { changes });
const mode = (to: string): Change => ({ field: 'mode', from: '0600', to });
const loads: Change = { field: 'config', from: 'a', to: 'b' };
const roles = { 'file /a': 'story', 'file /b': 'story', 'service heartbeat': 'heartbeat' };
const plan = (host: string, ...steps: readonly Step[]): Event => ({ type: 'plan', host, steps, roles });
const heartbeat = step('service', 'heartbeat', loads);

const invocation = { command: 'plan', inventory: 'i.yaml' };
const shown = (...events: readonly Event[]): string => {
  const findings = collectFindings({ paint: uncoloured, diff: true, verbosity: 0, invocation });
  return [...events.flatMap((event) => [...findings.hear(event)]), ...findings.flush()].join('\n');
};

test('hosts with the same steps are shown once, what differs by host, and the summary is last', () => {
  const all = (own: string) => [step('file', '/a', mode('0644')), step('file', '/b', mode(own)), heartbeat];
  const handsOver: Event = { type: 'act-planned', host: 'n1', name: 'n1 hands its duties over to n2' };
  const text = shown(plan('n1', ...all('0640')), plan('n2', ...all('0644')), plan('n3'), handsOver);
  expect(text).toBe(`n1, n2: 3 steps each
  file /a
    mode  0600 → 0644
  file /b
    on n1:
      mode  0600 → 0640
    on n2:
      mode  0600 → 0644
  service heartbeat
    config  a → b
n3: nothing to do
Before n1 is changed: n1 hands its duties over to n2
In all: 6 steps (n1 3, n2 3)
  by role: story 4, heartbeat 2
  by kind: file 4, service 2
  interrupts: n1 hands its duties over to n2
  interrupts: reloads or restarts heartbeat on n1, n2`);
});

test('hosts with other steps are shown each by itself', () => {
  const text = shown(plan('n1', step('file', '/a', mode('0644'))), plan('n2', step('file', '/b', mode('0644'))));
  expect(text).toContain('n1: 1 step\n  file /a\n');
  expect(text).toContain('n2: 1 step\n  file /b\n');
});

test('a first set-up interrupts nothing, a stop and another route do', () => {
  const starts = step(
    'service',
    'heartbeat',
    { field: 'running', from: false, to: true },
    { ...loads, from: undefined },
  );
  expect(shown(plan('n1', starts))).toContain('interrupts: no service that runs');
  const stops = step('service', 'heartbeat', { field: 'running', from: true, to: false });
  const route = step('default route', 'by eth0', { field: 'gateway', from: '10.0.0.1', to: '10.0.0.2' });
  const text = shown(plan('n1', stops, route));
  expect(text).toContain('interrupts: stops heartbeat on n1\n  interrupts: changes the default route on n1');
});

test('what a run plans on its way has no summary', () => {
  const begun: Event = { type: 'act', name: 'n1 is drained' };
  expect(shown(begun, plan('n1', step('file', '/a', mode('0644'))))).not.toContain('In all');
});

test('a plan without steps has no summary', () => {
  expect(shown(plan('n1'), plan('n2'))).toBe('n1: nothing to do\nn2: nothing to do');
});
