import { structuredPatch } from 'diff/lib/patch/create.js';
import type { Paint } from './paint.ts';
import { count, printable } from './text.ts';

const CONTEXT_LINES = 3;

/** A unified diff of two texts, without file names: hunks only. Secrets show as their names and fingerprints. */
export const formatDiff = (from: string, to: string, paint: Paint): readonly string[] =>
  hunks(from, to).flatMap((hunk) => [
    paint('position', `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@`),
    ...hunk.lines.map((line) => paintLine(line, paint)),
  ]);

/** `+3 lines, -1 line`: what a diff would show, where it is not asked for. */
export function countDiff(from: string, to: string): string {
  const lines = hunks(from, to).flatMap((hunk) => hunk.lines);
  const added = lines.filter((line) => line.startsWith('+')).length;
  const removed = lines.filter((line) => line.startsWith('-')).length;
  return `+${count(added, 'line')}, -${count(removed, 'line')}`;
}

/** Where a hunk has no lines of a side, unified diffs name the line before it (diff(1)). */
const range = (start: number, lines: number): string => `${lines === 0 ? start - 1 : start},${lines}`;

const hunks = (from: string, to: string) =>
  structuredPatch('', '', printable(from), printable(to), undefined, undefined, { context: CONTEXT_LINES }).hunks;

function paintLine(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint('added', line);
  return line.startsWith('-') ? paint('removed', line) : line;
}
