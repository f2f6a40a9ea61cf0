import type { Look } from '../output/look.ts';
import type { Screen } from '../output/paged.ts';
import { coloured, uncoloured } from '../output/paint.ts';
import type { View } from '../output/view.ts';
import type { SharedOptions } from './options.ts';
import { toStdout } from './print.ts';
import { canDraw, wantsColour } from './terminal.ts';

interface Pages {
  /** Whether a long plan goes through the pager: where somebody reads it and nothing goes on meanwhile. */
  readonly pages: boolean;
}

/** Chooses how the run is shown: JSON lines, a moving picture on a terminal, plain lines anywhere else. */
export async function createView(
  options: SharedOptions,
  { pages, ...look }: Pick<Look, 'diff' | 'invocation'> & Pages,
): Promise<View> {
  if (options.json === true) return (await import('../output/json.ts')).jsonView(toStdout);
  const whole: Look = { ...look, paint: wantsColour(options) ? coloured : uncoloured, verbosity: options.verbose ?? 0 };
  if (!canDraw()) return (await import('../output/plain.ts')).plainView(whole, toStdout);
  const { listrView } = await import('../output/listr.ts');
  if (!pages) return listrView(whole, toStdout);
  const { pagedView } = await import('../output/paged.ts');
  const { showInPager } = await import('./pager.ts');
  return pagedView((write) => listrView(whole, write), { write: toStdout, page: showInPager, screen });
}

const screen = (): Screen => ({ rows: process.stdout.rows || 24, columns: process.stdout.columns || 80 });
