import type { Look } from '../output/look.ts';
import { coloured, uncoloured } from '../output/paint.ts';
import type { View, WriteLines } from '../output/view.ts';
import type { SharedOptions } from './options.ts';
import { canDraw, wantsColour } from './terminal.ts';

/** Chooses how the run is shown: JSON lines, a moving picture on a terminal, plain lines anywhere else. */
export async function createView(options: SharedOptions, look: Pick<Look, 'diff' | 'invocation'>): Promise<View> {
  if (options.json === true) return (await import('../output/json.ts')).jsonView(toStdout);
  const whole: Look = { ...look, paint: wantsColour(options) ? coloured : uncoloured, verbosity: options.verbose ?? 0 };
  return canDraw()
    ? (await import('../output/listr.ts')).listrView(whole, toStdout)
    : (await import('../output/plain.ts')).plainView(whole, toStdout);
}

export const toStdout: WriteLines = (lines) => {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
};
