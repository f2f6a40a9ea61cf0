import { expect, test } from 'vitest';
import { pagedView } from '../../../src/output/paged.ts';
import { coloured } from '../../../src/output/paint.ts';
import type { WriteLines } from '../../../src/output/view.ts';

const SUMMARY = 'In all: 1 step (n1 1)';

/** Reports plans of these lines one after the other, on a screen of 4 rows by 30 columns: what the pager got, and what the screen. */
async function show(...plans: (readonly string[])[]) {
  const paged: string[] = [];
  const screen: string[] = [];
  const left = [...plans];
  /** A view that shows a plan as the next of the lines. */
  const plain = (write: WriteLines) => ({
    report: ({ type }: { readonly type: string }) =>
      type === 'plan' ? write([...(left.shift() ?? []), SUMMARY]) : undefined,
    settle: async () => {},
  });
  const view = pagedView(plain, {
    write: (lines) => screen.push(...lines),
    page: async (text) => {
      paged.push(text);
      return true;
    },
    screen: () => ({ rows: 4, columns: 30 }),
  });
  for (const _ of plans) {
    view.report({ type: 'plan', host: 'n1', steps: [] });
    await view.settle();
  }
  return { paged, screen };
}

const line = (length: number): string => 'x'.repeat(length);

test.each([
  ['as many rows as the screen has, with the line of the question', ['a', 'b', 'c'], true],
  ['fewer', ['a', 'b'], false],
  ['lines that take several rows', [line(61)], true],
  ['lines that just fill their rows', [line(60)], false],
  ['colours, which take no room', [coloured('good', line(30)), coloured('bad', line(30))], false],
  ['empty lines, which take a row', ['', '', ''], true],
])('a plan goes to the pager by the rows that it takes: %s', async (_, plan, pages) => {
  const { paged, screen } = await show(plan);
  expect(paged).toEqual(pages ? [`${plan.join('\n')}\n`] : []);
  expect(screen).toEqual(pages ? [SUMMARY] : [...plan, SUMMARY]);
});

test('nothing that a terminal obeys gets to the pager, but the colours', async () => {
  const good = coloured('good', 'good');
  const { paged } = await show(['a', 'b', `${good} \u001b]0;title\u0007\u009b`]);
  expect(paged).toEqual([`a\nb\n${good} \\x1b]0;title\\x07\\x9b\n`]);
});

test('only the first plan of a run is paged: the next is shown while others are at work', async () => {
  const { paged, screen } = await show(['a', 'b', 'c'], ['d', 'e', 'f']);
  expect(paged).toEqual(['a\nb\nc\n']);
  expect(screen).toEqual([SUMMARY, 'd', 'e', 'f', SUMMARY]);
});
