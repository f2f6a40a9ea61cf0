import { expect, test } from 'vitest';
import { formatDrill, sentence } from '../../../src/output/drill.ts';
import { uncoloured } from '../../../src/output/paint.ts';
import { realReport } from '../cluster/drill/report.ts';

const report = await realReport();
const { after, recovery } = report;
const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

test('what a drill came to is told in its own figures', () => {
  const lines = formatDrill(report, uncoloured);
  const text = lines.join('\n');
  expect(text).toContain('fault             stop-heartbeat: heartbeat on n1 is stopped cleanly');
  expect(text).toContain('active            n1 before, n2 now');
  expect(text).toContain(`recovery          ${seconds(recovery ?? Number.NaN)}`);
  expect(text).toContain(`longest gap       ${seconds(after.longestGap.to - after.longestGap.from)}`);
  expect(text).toContain(`${after.requests} from the fault on: ${after.failed} failed (`);
  expect(text).toContain('kept connections  3 of 3 broken');
  expect(lines).toContain(`ok      time to recover: ${seconds(recovery ?? Number.NaN)}, at most 60.00 s`);
  expect(lines).toContain(`FAILED  failed requests: ${after.failed}, at most 0`);
  expect(lines.at(-1)).toBe('Would it pass at 3 a.m.? No: over the limit for failed requests.');
});

test.each([
  ['bad', 'No: over the limit for failed requests.', report.judgements],
  ['warning', 'Not known: no limit is set for stop-heartbeat.', []],
  [
    'warning',
    expect.stringMatching(/^Not known: 1 of 1 limit met, but \d+ requests failed/),
    report.judgements.slice(0, 1),
  ],
] as const)('the verdict is %s: %s', (meaning, expected, judgements) => {
  const made = { ...report, judgements };
  expect(sentence(made)).toEqual(expected);
  const meanings = formatDrill(made, (as, text) => `${as}|${text}`);
  expect(meanings.at(-1)).toMatch(new RegExp(`^${meaning}[|]Would it pass`));
});

test('what never recovered says so', () => {
  const never = { ...report, recovery: undefined };
  expect(formatDrill(never, uncoloured).join('\n')).toContain('recovery          did not come');
});

test('of several addresses each is told; of many, those that lost something', () => {
  const each = (i: number) => {
    const figures = i === 1 ? after : { ...after, failed: 0, failures: {} };
    return { url: `http://192.168.6.${i}/`, before: figures, after: figures };
  };
  const told = (count: number) =>
    formatDrill({ ...report, byUrl: Array.from({ length: count }, (_, i) => each(i)) }, uncoloured).filter((line) =>
      /^(http|other)/.test(line),
    );
  expect(told(2)).toEqual([
    expect.stringMatching(/^http:\/\/192\.168\.6\.0\/ +0 failed of \d+, longest gap \d/),
    expect.stringMatching(/^http:\/\/192\.168\.6\.1\/ +[1-9]\d* failed \(.*\) of \d+, longest gap \d/),
  ]);
  expect(told(75)).toEqual([
    expect.stringMatching(/^http:\/\/192\.168\.6\.1\/ /),
    expect.stringMatching(/^other addresses +74, of which none failed a request$/),
  ]);
});
