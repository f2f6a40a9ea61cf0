import { showSecrets } from '../core/secret-tokens.ts';
import { escapeLine, escapeText } from './controls.ts';

/**
 * A text from a host or an inventory, fit for a person's terminal: tokens of secrets as `<secret NAME …>`, and control
 * characters made visible, so that no host can move the cursor or hide a line. Newlines and tabs stay.
 */
export const printable = (text: string): string => escapeText(showSecrets(text));

/** The same on one line: newlines and tabs are made visible, too. */
export const oneLine = (text: string): string => escapeLine(showSecrets(text));

/** The lines of a printable text, without the last newline's empty one. */
export const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : printable(text).replace(/\n$/, '').split('\n');

export const indent = (lines: readonly string[], by = '  '): readonly string[] =>
  lines.map((line) => (line === '' ? '' : by + line));

/** `1 host`, `2 hosts`. */
export const count = (n: number, thing: string, things = `${thing}s`): string => `${n} ${n === 1 ? thing : things}`;

/** `0.2 s`, `41 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 9_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Rows of cells in columns two spaces apart; the last column as wide as it likes. */
export function textTable(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => row.map((cell, i) => (i < row.length - 1 ? cell.padEnd(width(i)) : cell)).join('  '));
}
