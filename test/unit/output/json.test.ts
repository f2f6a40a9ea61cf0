import { expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { formatJson, jsonView } from '../../../src/output/json.ts';
import { applying, POISON, planning, token } from './stream.ts';

const events = [...planning, ...applying];

test('every event is one line of JSON, and means the same when read back', () => {
  const lines: string[] = [];
  const view = jsonView((more) => lines.push(...more));
  for (const event of events) view.report(event);
  expect(lines).toHaveLength(events.length);
  expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
  const read = lines.map((line) => JSON.parse(line) as { readonly type: string });
  expect(read.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
  expect(read[0]).toEqual(planning[0]);
});

test('secrets show as names and fingerprints wherever they stand', () => {
  const text = events.map((event) => formatJson(event)).join('\n');
  expect(events.some((event) => JSON.stringify(event).includes(token))).toBe(true);
  expect(text).toMatch(/1 sha1 <secret heartbeat [0-9a-f]{8}>/);
  expect(text).not.toContain(POISON);
  expect(text).not.toMatch(/[\uE000\uE001]/);
});

test('an error is a line too', () => {
  const at = { file: 'a.yaml', line: 3, column: 7 };
  const line = formatJson({ type: 'error', exit: EXIT.invalid, problems: [{ at, message: 'no' }] });
  expect(JSON.parse(line)).toEqual({ type: 'error', exit: 1, problems: [{ at, message: 'no' }] });
});

test('what a terminal would obey is escaped, and reads the same', () => {
  const message = 'a\u009b2Jb\u202ec\u2028d\u007fé';
  const line = formatJson({ type: 'warning', message });
  expect(line).toMatch(/^[\x20-\x7eé]*$/);
  expect(JSON.parse(line).message).toBe(message);
});

test('what a domain says of an operation or a run stands among the fields of the event', () => {
  const act = formatJson({ type: 'act', name: 'n2 is drained', marks: { drains: 'n2' } });
  expect(JSON.parse(act)).toEqual({ type: 'act', name: 'n2 is drained', drains: 'n2' });
  const summary = { command: 'apply', exit: EXIT.failed, hosts: [], checks: { passed: 0, failed: 0 }, milliseconds: 5 };
  const line = formatJson({ type: 'summary', summary: { ...summary, marks: { drained: ['n2'] } } });
  expect(JSON.parse(line)).toEqual({ type: 'summary', summary: { ...summary, drained: ['n2'] } });
});
