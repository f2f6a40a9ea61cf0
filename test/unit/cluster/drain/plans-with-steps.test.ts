import { expect, test } from 'vitest';
import { plansWithSteps } from '../../../../src/cluster/drain/plans-with-steps.ts';
import type { Event } from '../../../../src/core/events.ts';
import { makeStep } from '../../step.ts';

const plan = (host: string, ...paths: readonly string[]): Event => ({
  type: 'plan',
  host,
  steps: paths.map((path) => makeStep('file', path)),
});
const NEXT: Event = { type: 'phase', phase: 'lock', hosts: ['n1', 'n2'] };

function passed(...events: readonly Event[]): readonly Event[] {
  const heard: Event[] = [];
  const { report, end } = plansWithSteps((event) => heard.push(event));
  events.forEach(report);
  end();
  return heard;
}

test('a plan without a step on any host is left to the run that comes after', () => {
  expect(passed(plan('n1'), plan('n2'), NEXT)).toEqual([NEXT]);
});

test('a plan that has a step somewhere passes whole, before what follows', () => {
  const events = [plan('n1'), plan('n2', '/a'), NEXT];
  expect(passed(...events)).toEqual(events);
  // With --check nothing follows.
  expect(passed(...events.slice(0, 2))).toEqual(events.slice(0, 2));
});
