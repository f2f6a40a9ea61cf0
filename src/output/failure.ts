import type { HostFailure } from '../core/errors.ts';
import { harmless } from './harmless.ts';
import type { Paint } from './paint.ts';
import { indent, linesOf, printable } from './text.ts';

/** What failed on a host: the command, what it printed, and the next thing to type. */
export function formatFailure(failure: HostFailure, paint: Paint): readonly string[] {
  const { host, message, command, output, outputIs = 'output', denied = [], next } = harmless(failure);
  return [
    `${paint('strong', host)}: ${paint('bad', printable(message))}`,
    ...indent([
      ...(command === undefined ? [] : indentedBlock('command', named(linesOf(command)))),
      ...(output === undefined || output === '' ? [] : indentedBlock(outputIs, linesOf(output))),
      ...(denied.length === 0 ? [] : indentedBlock('SELinux denied', denied)),
      ...(next === undefined ? [] : indentedBlock('next', linesOf(next))),
    ]),
  ];
}

/** A name and its text: on one line where it has only one. */
export const indentedBlock = (name: string, lines: readonly string[]): readonly string[] =>
  lines.length === 1 ? [`${name}: ${lines[0]}`] : [`${name}:`, ...indent(lines)];

const COMMAND_LINES = 5;

/** A long script begins as all of them do: that would only push what it printed off the screen. */
const named = (lines: readonly string[]): readonly string[] =>
  lines.length <= COMMAND_LINES + 1 ? lines : [`a script of ${lines.length} lines, which umctl plan -v shows`];

/** A script by its beginning, and where to see all of it. */
export const shortened = (lines: readonly string[], whole: string): readonly string[] =>
  lines.length <= COMMAND_LINES + 1
    ? lines
    : [...lines.slice(0, COMMAND_LINES), `… ${lines.length - COMMAND_LINES} more lines: ${whole}`];
