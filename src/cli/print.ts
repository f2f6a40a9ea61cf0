import { outgoing } from '../output/controls.ts';
import type { WriteLines } from '../output/view.ts';

/** All lines that umctl prints go through these two, so that none holds what a terminal would obey but its colours. */
export const toStdout: WriteLines = (lines) => print(process.stdout, lines);

export const toStderr: WriteLines = (lines) => print(process.stderr, lines);

/** Over all that the terminal shows. */
export const redraw: WriteLines = (lines) => print(process.stdout, lines, CLEAR);

const CLEAR = '\u001B[H\u001B[J';

function print(stream: NodeJS.WriteStream, lines: readonly string[], before = ''): void {
  if (lines.length > 0) stream.write(`${before}${outgoing(lines).join('\n')}\n`);
}
