import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Event } from '../../../src/core/events.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { formatHistory, formatRun } from '../../../src/output/history.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { runOutcomeOf } from '../../../src/records/outcome.ts';
import { readRecord, readRecords } from '../../../src/records/read.ts';
import type { RunHead } from '../../../src/records/record.ts';
import { newRunId } from '../../../src/records/run-id.ts';
import { RUNS_KEPT, runsDirectory } from '../../../src/records/state-directory.ts';
import { openRecord } from '../../../src/records/write.ts';
import { begins, isDone, makeStep } from '../step.ts';

let base: string;
let runs: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'umctl-records-'));
  runs = runsDirectory({ XDG_STATE_HOME: base });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const head = (run: string = newRunId()): RunHead => ({
  format: 1,
  command: 'apply',
  version: '0.1.0',
  by: {
    run,
    user: 'alice',
    controller: 'ops1',
    machine: 'm',
    boot: 'b',
    pid: 4242,
    started: '1',
    since: '2026-09-23T05:45:12.000Z',
    message: 'umctl apply inventory.yaml',
  },
  inventory: { file: '/etc/ha/inventory.yaml', digest: 'abcd' },
});

const secrets = createSecrets();
const token = secrets.seal('key', 'poison');
const changes = [{ field: 'content', from: 'x', to: token }];
const because = { type: 'uses', ids: ['file /etc/a'] } as const;
const [file, service] = [makeStep('file', '/etc/a', { changes }), makeStep('service', 'b', { changes, because })];
const events: readonly Event[] = [
  { type: 'plan', host: 'n1', steps: [file, service] },
  begins('n1', file, 0),
  isDone('n1', file, 1500),
  begins('n1', service, 1),
];
const summary: Event = {
  type: 'summary',
  summary: {
    command: 'apply',
    exit: 0,
    hosts: [{ host: 'n1', outcome: 'changed', planned: 2, done: 2 }],
    checks: { passed: 0, failed: 0 },
    milliseconds: 2000,
  },
};
const shown = (id: string): string => {
  const record = readRecord(runs, id);
  if (record === undefined) throw new Error('no record');
  const outcome = runOutcomeOf(record, () => true);
  return formatRun({ record, outcome }, { paint: uncoloured, verbosity: 0 }).join('\n');
};

test('a run that is killed leaves what it had done, and where it was', () => {
  const about = head();
  const record = openRecord(runs, about);
  for (const event of events) record.hear(event);
  appendFileSync(path.join(runs, about.by.run, 'events.jsonl'), '{"at":"2026-09-23T05:45:14.000Z","type":"step-d');
  const text = shown(about.by.run);
  expect(text).toContain('alice on ops1 (process 4242), umctl 0.1.0');
  expect(text).toContain('n1: file /etc/a … changed (1.5 s)');
  expect(text).toContain('  service b\n    because file /etc/a changes\n');
  expect(text).toMatch(/The run ended abruptly after .* It was in the middle of:\n {2}n1: service b\n/);
  const [entry] = readRecords(runs);
  expect(entry && runOutcomeOf(entry, () => false)).toEqual({ kind: 'under way' });
});

test('the list has one line a run, the newest first, with how it came out', () => {
  const [old, young] = ['20260923T054512Z-000000', '20260924T054512Z-000000'];
  openRecord(runs, head(old)).hear(summary);
  openRecord(runs, head(young)).hear({ type: 'error', exit: 1, problems: [{ message: 'no' }] });
  const lines = formatHistory(
    readRecords(runs).map((record) => ({ record, outcome: runOutcomeOf(record, () => true) })),
  );
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(new RegExp(`^${young}  2026-09-23 05:45:12 UTC  alice  apply .* exit 1: usage or input`));
  expect(lines[2]).toMatch(new RegExp(`^${old} .* /etc/ha/inventory.yaml  done: 2 steps$`));
});

test('only its user can read it, and no secret is in it', () => {
  const about = head();
  const record = openRecord(runs, about);
  for (const event of events) record.hear(event);
  const mine = path.join(runs, about.by.run);
  expect([runs, mine].map((directory) => statSync(directory).mode & 0o777)).toEqual([0o700, 0o700]);
  for (const file of readdirSync(mine)) {
    expect(statSync(path.join(mine, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(mine, file), 'utf8')).not.toMatch(/poison|[\uE000\uE001]/);
  }
  expect(readFileSync(path.join(mine, 'events.jsonl'), 'utf8')).toContain('"because":"file /etc/a changes"');
  expect(readFileSync(path.join(mine, 'events.jsonl'), 'utf8')).toMatch(/<secret key [0-9a-f]{8}>/);
});

test('as many are kept as is said, the newest; what is not a run is left alone', () => {
  mkdirSync(path.join(runs, 'mine'), { recursive: true });
  const ids = Array.from(
    { length: RUNS_KEPT + 5 },
    (_, i) => `20260923T05451${i % 10}Z-${String(i).padStart(6, '0')}`,
  ).sort();
  for (const id of ids) mkdirSync(path.join(runs, id));
  openRecord(runs, head('20260924T000000Z-000000'));
  const left = readdirSync(runs).sort();
  expect(left).toEqual([...ids.slice(-(RUNS_KEPT - 1)), '20260924T000000Z-000000', 'mine']);
});

test('records lie where the XDG Base Directory Specification has state', () => {
  expect(runsDirectory({ HOME: '/home/a' })).toBe('/home/a/.local/state/umctl/runs');
  expect(runsDirectory({ HOME: '/home/a', XDG_STATE_HOME: 'relative' })).toBe('/home/a/.local/state/umctl/runs');
});
