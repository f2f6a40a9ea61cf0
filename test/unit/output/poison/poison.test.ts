import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import playbook from '../../../../playbooks/cluster.ts';
import { refusalOf } from '../../../../src/cli/refusal.ts';
import { columnsOf } from '../../../../src/cluster/status/columns.ts';
import type { ClusterStatus } from '../../../../src/cluster/status/shape.ts';
import { HostError, InputError } from '../../../../src/core/errors.ts';
import { outgoing } from '../../../../src/output/controls.ts';
import { formatDrill } from '../../../../src/output/drill.ts';
import { harmless } from '../../../../src/output/harmless.ts';
import { formatHistory, formatRun } from '../../../../src/output/history.ts';
import { formatJson, jsonLine } from '../../../../src/output/json.ts';
import { formatJunit } from '../../../../src/output/junit.ts';
import { findingLines } from '../../../../src/output/lines.ts';
import { coloured, uncoloured } from '../../../../src/output/paint.ts';
import { plainView } from '../../../../src/output/plain.ts';
import { formatStatus } from '../../../../src/output/status.ts';
import { statusChanges } from '../../../../src/output/status-changes.ts';
import { onTerminal } from '../pty.ts';
import { events, run } from './events.ts';
import { drillReport, entry, status } from './others.ts';
import { FORGED, harmIn, POISON, UNSEEN } from './poison.ts';

const { failure } = events['host-failed'];
const { result } = events.check;
const look = { paint: coloured, diff: true, verbosity: 2, invocation: { command: 'apply', inventory: 'i.yaml' } };

async function plain(command: string): Promise<readonly string[]> {
  const lines: string[] = [];
  const view = plainView({ ...look, invocation: { command, inventory: 'i.yaml' } }, (more) => lines.push(...more));
  for (const event of run) view.report(event);
  await view.settle();
  return lines;
}

const columns = columnsOf(playbook.domain.stack);

const refused = (error: unknown): readonly string[] => refusalOf(error, { verbosity: 3 }).lines;

const views: Readonly<Record<string, () => Promise<readonly string[]> | readonly string[]>> = {
  'plain, apply': () => plain('apply'),
  'plain, facts': () => plain('facts'),
  status: () => formatStatus(status, { columns, paint: coloured }),
  'status without drift': () => formatStatus({ ...status, drift: { unknown: POISON } }, { columns, paint: coloured }),
  'status --watch': () => statusChanges(undefined, status),
  'history of all runs': () => formatHistory([entry]),
  'history of one': () => formatRun(entry, { paint: coloured, verbosity: 2 }),
  drill: () => formatDrill(drillReport, coloured),
  JUnit: () => [formatJunit({ checks: [{ result, took: 1 }], failures: [{ failure, took: 1 }], milliseconds: 1 })],
  'refusal of input': () => refused(new InputError([{ message: POISON }, { message: POISON }])),
  'refusal of a host': () => refused(new HostError(failure)),
  'a bug': () => refused(new Error(POISON)),
};

test.each(Object.entries(views))('%s: no control and no forged line of a host comes out', async (_, linesOf) => {
  const lines = outgoing(await linesOf());
  expect(harmIn(lines)).toEqual([]);
  expect(lines.join('\n')).toContain('déjà ✓\\x1b]0;title\\x07');
});

test('columns are measured as they are shown', () => {
  const [service] = status.services;
  const reals = ['\u001b[1mn1', 'n2'].map((name) => ({ ...service?.reals[0], name, address: '10.0.0.1:80' }));
  const shown = formatStatus({ ...status, services: [{ ...service, reals }] } as ClusterStatus, {
    columns,
    paint: uncoloured,
  });
  const places = shown.filter((line) => line.includes('10.0.0.1:80')).map((line) => line.indexOf('10.0.0.1:80'));
  expect(places).toEqual([15, 15]);
});

test('the listr view, on a terminal', async () => {
  const { screen, code } = await onTerminal(fileURLToPath(new URL('./child.ts', import.meta.url)), []);
  expect(code).toBe(0);
  expect(screen).toContain('déjà ✓\\x1b]0;title\\x07');
  expect(
    ['\u0007', '\u009b', '\u202e', '\u2066', '\u200b', ...UNSEEN].filter((control) => screen.includes(control)),
  ).toEqual([]);
  expect(screen.split(/[\r\n]/).filter((line) => line.startsWith(FORGED))).toEqual([]);
});

test('JSON has it escaped, and the same when read back', () => {
  const line = [...run.map(formatJson), jsonLine(status), jsonLine(drillReport), jsonLine(entry)];
  expect(harmIn(line)).toEqual([]);
  expect(JSON.parse(jsonLine(status))).toEqual(status);
});

test('only what formatters indent keeps its lines', () => {
  const several: string[] = [];
  JSON.stringify(harmless([run, status, entry, drillReport]), (field, value: unknown) => {
    if (typeof value === 'string' && value.includes('\n')) several.push(field);
    return value;
  });
  expect([...new Set(several)].sort()).toEqual([
    'command',
    'from',
    'next',
    'output',
    'stderr',
    'stdin',
    'stdout',
    'text',
    'to',
  ]);
});

test('what a formatter is given raw is seen to harm, and the way out makes it harmless', () => {
  const lines = [events.warning, events.locked, events.act].flatMap((event) => findingLines(event, look));
  expect(harmIn(lines)).not.toEqual([]);
  expect(harmIn([POISON])).toHaveLength(2);
  expect(harmIn(outgoing([...lines, POISON]))).toEqual([]);
});

/** Joiners of emoji, Persian, Hindi; selectors of an emoji, a heart and a key. */
const IN_PLACE = ['👩‍🚒', 'می‌خواهم', 'क्‍ष', '☎️', '❤️‍🔥', '1️⃣'];

test.each(IN_PLACE)('%s is shown as it is', (text) => {
  expect([outgoing([text]), harmless(text), JSON.parse(jsonLine(text))]).toEqual([[text], text, text]);
});

test.each([
  ['a soft hyphen', 'n\u00ad1', 'n\\xad1'],
  ['tags', 'n1\u{e0001}\u{e0068}\u{e007f}', 'n1\\xe0001\\xe0068\\xe007f'],
  ['a joiner after a letter', 'n\u200d1é\u200c', 'n\\x200d1é\\x200c'],
  ['a joiner after an accent', 'ne\u0301\u200d', 'ne\u0301\\x200d'],
  ['a selector after a letter', 'n1\ufe0f\ufe00\u{e01ef}', 'n1\\xfe0f\\xfe00\\xe01ef'],
  ['fillers', '\u115f\u1160\u3164\uffa0\u17b4', '\\x115f\\x1160\\x3164\\xffa0\\x17b4'],
  ['Mongolian', 'n\u180e\u180b', 'n\\x180e\\x180b'],
  ['annotations and music', '\ufff9\u{1d173}\u{1bca0}', '\\xfff9\\x1d173\\x1bca0'],
  ['what is no character', 'n1\uffff\u{1fffe}\ud800', 'n1\\xffff\\x1fffe\\xd800'],
])('%s shows as what it is, and reads back the same from JSON', (_, text, shown) => {
  expect([harmless(text), ...outgoing([text])]).toEqual([shown, shown]);
  expect(harmless({ stdout: text })).toEqual({ stdout: shown });
  expect(jsonLine(text)).toMatch(/^([ -~é]|\u0301)*$/);
  expect(JSON.parse(jsonLine(text))).toBe(text);
});

test('the way out keeps colours, tabs and other languages, and no other sequence', () => {
  const lines = ['good', 'bad', 'warning', 'strong', 'faint', 'added', 'removed', 'position'] as const;
  const painted = lines.map((meaning) => coloured(meaning, '\tdéjà 日本 👩‍🚒'));
  expect(outgoing(painted)).toEqual(painted);
  expect(outgoing(['\u001b[8mhidden\u001b[2J'])).toEqual(['\\x1b[8mhidden\\x1b[2J']);
  expect(uncoloured('good', 'x')).toBe('x');
});
