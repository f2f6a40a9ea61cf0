import { expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import type { Event, Summary } from '../../../src/core/events.ts';
import { listrView } from '../../../src/output/listr.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { plainView } from '../../../src/output/plain.ts';

const result = (name: string, host: string) => ({ name, hosts: [host], evidence: [], milliseconds: 0 });
const summary: Summary = {
  command: 'apply',
  exit: EXIT.unreachable,
  hosts: [
    { host: 'a1', outcome: 'unchanged', planned: 0, done: 0 },
    {
      host: 'b1',
      outcome: 'failed',
      planned: 0,
      done: 0,
      failure: { host: 'b1', exit: EXIT.unreachable, message: 'no route' },
    },
  ],
  checks: { passed: 2, failed: 0 },
  clusters: [
    { cluster: 'shop', exit: EXIT.done },
    { cluster: 'mail', exit: EXIT.unreachable },
  ],
  milliseconds: 1000,
};
const events: readonly Event[] = [
  { type: 'phase', phase: 'facts', hosts: ['a1'], cluster: 'shop' },
  { type: 'phase', phase: 'facts', hosts: ['b1'], cluster: 'mail' },
  { type: 'chosen', of: 'stack', name: 'heartbeat', why: 'the default', cluster: 'shop' },
  { type: 'warning', message: 'late', cluster: 'mail' },
  { type: 'waiting', checks: ['it serves'], cluster: 'shop' },
  { type: 'check', result: result('it serves', 'a1'), cluster: 'shop' },
  { type: 'check', result: result('a1: is told', 'a1'), cluster: 'shop' },
  { type: 'summary', summary },
];

test.each([
  ['plain', plainView],
  ['terminal', listrView],
])('%s: what is said of several clusters says of which, and how each ended', async (_, viewOf) => {
  const lines: string[] = [];
  const look = { paint: uncoloured, verbosity: 0, diff: true, invocation: { command: 'apply', inventory: 'i.yaml' } };
  const view = viewOf(look, (more) => lines.push(...more));
  for (const event of events) view.report(event);
  await view.settle();
  expect(lines.slice(0, lines.indexOf(''))).toEqual([
    'gathering facts: a1',
    'gathering facts: b1',
    'shop: stack: heartbeat, the default',
    'warning: mail: late',
    'waiting until: shop: it serves',
    'ok      shop: it serves',
    'ok      a1: is told',
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      'cluster shop  done',
      'cluster mail  exit 4: a host cannot be reached, or is not who it should be',
    ]),
  );
});
