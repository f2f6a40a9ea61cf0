import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Check, check } from '../../../src/core/check.ts';
import { EXIT } from '../../../src/core/errors.ts';
import { sh } from '../../../src/core/sh.ts';
import { tell } from './cluster.ts';
import { type Hosts, openHosts } from './hosts.ts';

let hosts: Hosts;
beforeAll(async () => {
  hosts = await openHosts('n1', 'n2');
});
afterAll(() => hosts?.close());

test('verify proves what it can of the host that is left, and says what it does not ask', async () => {
  hosts.cut('n2');
  const both: Check = { name: 'they agree', asks: { n1: sh`true`, n2: sh`true` }, failure: () => undefined };
  const checks = (host: string) => [check('serves', host, sh`true`, () => undefined), both];
  const { summary, events } = await tell('verify', hosts, { wanted: () => [], checks });
  expect(events.flatMap((event) => (event.type === 'check' ? [event.result.name] : []))).toEqual([
    'n1: serves',
    'n1: is as the inventory has it',
  ]);
  expect(events.flatMap((event) => (event.type === 'warning' ? [event.message] : []))).toEqual([
    'checks not run, because n2 failed (connection lost): they agree, its own, those across all hosts',
  ]);
  expect(summary).toMatchObject({ exit: EXIT.unreachable, checks: { passed: 2, failed: 0 } });
});
