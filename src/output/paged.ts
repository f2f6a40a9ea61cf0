import { stripVTControlCharacters } from 'node:util';
import { outgoing } from './controls.ts';
import { IN_ALL } from './plan-summary.ts';
import type { View, WriteLines } from './view.ts';

export interface Screen {
  readonly rows: number;
  readonly columns: number;
}

interface Paging {
  readonly write: WriteLines;
  /** Resolves with whether the text was shown. */
  readonly page: (text: string) => Promise<boolean>;
  readonly screen: () => Screen;
}

/**
 * Shows the first plan of a run through a pager where it is longer than the screen. The plan's summary and all that follows
 * it do not go there: they stand on the screen when the pager is left, wherever it is left.
 */
export function pagedView(make: (write: WriteLines) => View, { write, page, screen }: Paging): View {
  let state: 'before' | 'holding' | 'after' = 'before';
  let held: readonly string[] = [];
  const inner = make((lines) => {
    if (state === 'holding') held = [...held, ...lines];
    else write(lines);
  });
  return {
    report(event) {
      if (event.type === 'plan' && state === 'before') state = 'holding';
      inner.report(event);
    },
    async settle() {
      await inner.settle();
      if (state !== 'holding') return;
      state = 'after';
      const end = held.findLastIndex((line) => line.startsWith(IN_ALL));
      const plan = held.slice(0, Math.max(0, end));
      const shown =
        plan.length > 0 && rowsOf(held, screen()) >= screen().rows && (await page(`${outgoing(plan).join('\n')}\n`));
      write(shown ? held.slice(end) : held);
      held = [];
    },
  };
}

/** How many rows lines take on a screen. */
const rowsOf = (lines: readonly string[], { columns }: Screen): number =>
  lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(stripVTControlCharacters(line).length / columns)), 0);
