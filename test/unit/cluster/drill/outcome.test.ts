import { expect, test } from 'vitest';
import { drillOutcomeOf } from '../../../../src/cluster/drill/outcome.ts';
import type { DrillReport } from '../../../../src/cluster/drill/report.ts';
import { sentence } from '../../../../src/output/drill.ts';
import { realReport } from './report.ts';

const real = await realReport();
const met = (limit: DrillReport['judgements'][number]['limit'], allowed: number) => ({
  limit,
  allowed,
  measured: allowed,
  passed: true,
});
const drilled = (
  given: Partial<Omit<DrillReport, 'after'>> & { readonly failed?: number; readonly broken?: number },
) => {
  const { failed = 0, broken = 0, ...rest } = given;
  const load = { ...real.load, keepAlive: { ...real.load.keepAlive, connections: 4 } };
  return { ...real, load, after: { ...real.after, failed, broken }, passed: true, ...rest };
};
const told = (report: DrillReport) => [drillOutcomeOf(report), sentence(report)];
const RECOVERY = [met('recovery', 1)];
const ALL = [met('recovery', 1), met('failed', 4), met('broken', 3)];

test('failures that no limit is set for are no pass, whatever other limit was met', () => {
  expect(told(drilled({ judgements: RECOVERY, failed: 30, broken: 2 }))).toEqual([
    'open',
    'Not known: 1 of 1 limit met, but 30 requests failed and 2 of 4 kept connections broke, and no limit is set for that: ' +
      'set drill: { failed: N, broken: N }.',
  ]);
  expect(told(drilled({ judgements: [met('failed', 30)], failed: 30, broken: 2 }))).toEqual([
    'open',
    'Not known: 1 of 1 limit met, but 2 of 4 kept connections broke, and no limit is set for that: set drill: { broken: N }.',
  ]);
});

test('a pass says what it cost within its limits', () => {
  expect(told(drilled({ judgements: ALL }))).toEqual(['passed', 'Yes: 3 of 3 limits met.']);
  expect(told(drilled({ judgements: ALL, failed: 4, broken: 3 }))).toEqual([
    'passed',
    'Yes: 3 of 3 limits met; 4 requests failed, 3 of 4 kept connections broke.',
  ]);
});

test('a cluster that is not whole again afterwards has not passed', () => {
  const trouble = { at: 9000, kind: 'trouble', message: 'not recovered within 120 s' } as const;
  expect(told(drilled({ judgements: RECOVERY, events: [...real.events, trouble] }))).toEqual([
    'failed',
    'No: not recovered within 120 s.',
  ]);
  expect(told(drilled({ judgements: RECOVERY, activeAfter: ['n1', 'n2'] }))).toEqual([
    'failed',
    'No: n1 and n2 have the virtual address afterwards.',
  ]);
  expect(told(drilled({ judgements: RECOVERY, activeAfter: [] }))).toEqual([
    'failed',
    'No: no director has the virtual address afterwards.',
  ]);
});

test('a drill that was cut short, or that measured nothing, tells nothing', () => {
  const trouble = { at: 9000, kind: 'trouble', message: 'interrupted' } as const;
  expect(told(drilled({ judgements: ALL, events: [...real.events, trouble] }))).toEqual([
    'open',
    'Not known: the drill was interrupted.',
  ]);
  const none = drilled({ judgements: ALL });
  expect(told({ ...none, after: { ...none.after, requests: 0 } })).toEqual([
    'open',
    'Not known: nothing was asked for after the fault.',
  ]);
  expect(drillOutcomeOf(drilled({ judgements: [] }))).toBe('open');
});
