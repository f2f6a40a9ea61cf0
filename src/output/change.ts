import type { Change, Value } from '../core/resource.ts';
import { countDiff, formatDiff } from './diff.ts';
import type { Paint } from './paint.ts';
import { indent, printable } from './text.ts';

/** One field, old → new; a text of several lines as a unified diff, or counted where no diff is wanted. */
export function formatChange(
  { field, from, to }: Change,
  { diff, paint, width }: { readonly diff: boolean; readonly paint: Paint; readonly width: number },
): readonly string[] {
  const name = field.padEnd(width);
  if (!isText(from) && !isText(to)) return [`${name}  ${formatValue(from)} → ${formatValue(to)}`];
  const [before, after] = [String(from ?? ''), String(to ?? '')];
  const line = `${name}  ${countDiff(before, after)}${from === undefined ? ' (new)' : ''}`;
  return diff ? [line, ...indent(formatDiff(before, after, paint))] : [line];
}

/** A short value where none was known before; several of them share a line. */
export const isFresh = ({ from, to }: Change): boolean => from === undefined && !isText(to);

export const formatFresh = ({ field, to }: Change): string => `${field} ${formatValue(to)}`;

const isText = (value: Value): boolean => typeof value === 'string' && value.includes('\n');

/** A value of one line; a digest by its first digits, as nobody compares sixty-four by eye. */
function formatValue(value: Value): string {
  if (value === undefined) return '(absent)';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === '') return "''";
  const text = printable(String(value));
  return /^[0-9a-f]{40,}$/.test(text) ? `${text.slice(0, 12)}…` : text;
}
