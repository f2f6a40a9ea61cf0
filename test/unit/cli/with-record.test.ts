import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OpenedSession } from '../../../src/cli/session.ts';
import { withRecord } from '../../../src/cli/with-record.ts';
import { InputError } from '../../../src/core/errors.ts';
import type { Event, Summary } from '../../../src/core/events.ts';
import { createRedact } from '../../../src/core/shown.ts';
import { describeSelf } from '../../../src/records/controller.ts';
import { readRecords } from '../../../src/records/read.ts';
import { newRunId } from '../../../src/records/run-id.ts';
import { runsDirectory } from '../../../src/records/state-directory.ts';

const redact = createRedact({ redact: (text) => text.replaceAll('hunter2', 'TOKEN') });

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'umctl-with-record-'));
  vi.stubEnv('XDG_STATE_HOME', base);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(base, { recursive: true, force: true });
});

const summary: Summary = { command: 'apply', exit: 0, hosts: [], checks: { passed: 0, failed: 0 }, milliseconds: 1 };
const about = { command: 'apply', inventory: 'inventory.yaml' };

function begin(signal = new AbortController().signal) {
  const holder = describeSelf(newRunId(), 'umctl apply inventory.yaml');
  const session = { job: { hosts: [] }, identity: { holder }, redact } as unknown as OpenedSession;
  const events: Event[] = [];
  const watch = { report: (event: Event) => void events.push(event), signal };
  return { at: { session, watch }, events, run: holder.run };
}

test('a run is on record from its first event to its summary, which names it', async () => {
  const { at, events, run } = begin();
  const ended = await withRecord(at, about, async ({ report }) => {
    report({ type: 'warning', message: 'first, of hunter2' });
    expect(
      readRecords(runsDirectory())[0]?.events.map(({ type }) => type),
      'at once',
    ).toEqual(['warning']);
    return summary;
  });
  expect(ended).toEqual({ ...summary, run });
  expect(events).toEqual([{ type: 'warning', message: 'first, of TOKEN' }]);
  const [record] = readRecords(runsDirectory());
  expect(record).toMatchObject({ id: run, head: { inventory: { file: path.resolve('inventory.yaml') } } });
  expect(record?.events).toMatchObject([{ message: 'first, of TOKEN' }, { type: 'summary' }]);
});

test('a run that ends in an error has it on record', async () => {
  const { at } = begin();
  const refused = withRecord(at, about, async () => {
    throw new InputError([{ message: 'no such thing as hunter2' }]);
  });
  await expect(refused).rejects.toThrow('no such thing');
  const problems = [{ message: 'no such thing as TOKEN' }];
  expect(readRecords(runsDirectory())[0]?.events).toMatchObject([{ type: 'error', exit: 1, problems }]);
});

test('a run that was told to end has the exit code of its process on record, whatever else kept it from its end', async () => {
  const { at } = begin(AbortSignal.abort());
  expect(await withRecord(at, about, async () => ({ ...summary, exit: 5 }))).toMatchObject({ exit: 130 });
  expect(readRecords(runsDirectory())[0]?.events).toMatchObject([{ type: 'summary', summary: { exit: 130 } }]);
});

test('a controller that cannot write records says so once, and works all the same', async () => {
  writeFileSync(path.join(base, 'umctl'), 'in the way');
  const { at, events } = begin();
  const ended = await withRecord(at, about, async ({ report }) => {
    report({ type: 'warning', message: 'first' });
    return summary;
  });
  expect(ended).toEqual(summary);
  const said = events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  expect(said).toEqual([expect.stringContaining('this run is not recorded any further'), 'first']);
});
