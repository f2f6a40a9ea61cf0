import { expect, test } from 'vitest';
import { formatCheck } from '../../../src/output/checks.ts';
import { uncoloured } from '../../../src/output/paint.ts';

const passed = { name: 'n1: heartbeat is up', hosts: ['n1'], evidence: [], milliseconds: 312 };

test('a check that passed is one line', () => {
  expect(formatCheck(passed, uncoloured)).toEqual(['ok      n1: heartbeat is up (after 0.3 s)']);
  expect(formatCheck({ ...passed, remark: '1 of 2' }, uncoloured)).toEqual([
    'ok      n1: heartbeat is up (after 0.3 s); 1 of 2',
  ]);
});

test('a check that failed comes with what was asked and answered', () => {
  const failed = {
    ...passed,
    complaint: 'it is not running',
    evidence: [
      { host: 'n1', command: 'cl_status hbstatus', output: { code: 1, stdout: 'Heartbeat is stopped\n', stderr: '' } },
      { host: 'n2', command: 'cl_status hbstatus', output: { code: 127, stdout: '', stderr: 'sh: not found\n' } },
    ],
  };
  expect(formatCheck(failed, uncoloured).join('\n')).toBe(
    `
FAILED  n1: heartbeat is up: it is not running (after 0.3 s)
        n1$ cl_status hbstatus
          Heartbeat is stopped
          exit code 1
        n2$ cl_status hbstatus
          stderr: sh: not found
          exit code 127`.slice(1),
  );
});

test('a long command is shown by its beginning', () => {
  const command = Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n');
  const output = { code: 1, stdout: '', stderr: '' };
  const failed = { ...passed, complaint: 'no', evidence: [{ host: 'n1', command, output }] };
  const lines = formatCheck(failed, uncoloured);
  expect(lines).toHaveLength(8);
  expect(lines[6]).toContain('… 35 more lines: --json shows them');
});
