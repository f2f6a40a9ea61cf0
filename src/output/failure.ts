import type { HostFailure } from '../core/errors.ts';
import type { Paint } from './paint.ts';
import { indent, linesOf, printable } from './text.ts';

/** What failed on a host: the command, what it printed, and the next thing to type. */
export function formatFailure(failure: HostFailure, paint: Paint): readonly string[] {
  const { host, message, command, output, next } = failure;
  return [
    `${paint('strong', host)}: ${paint('bad', printable(message))}`,
    ...indent([
      ...(command === undefined ? [] : block('command', shortened(linesOf(command), 'umctl plan -v shows them'))),
      ...(output === undefined || output === '' ? [] : block('output', linesOf(output))),
      ...(next === undefined ? [] : block('next', linesOf(next))),
    ]),
  ];
}

/** A name and its text: on one line where it has only one. */
export const block = (name: string, lines: readonly string[]): readonly string[] =>
  lines.length === 1 ? [`${name}: ${lines[0]}`] : [`${name}:`, ...indent(lines)];

const COMMAND_LINES = 5;

/** A script by its beginning, and where to see all of it. */
export const shortened = (lines: readonly string[], whole: string): readonly string[] =>
  lines.length <= COMMAND_LINES + 1
    ? lines
    : [...lines.slice(0, COMMAND_LINES), `… ${lines.length - COMMAND_LINES} more lines: ${whole}`];
