import { oneLine, printable } from './text.ts';

/** Fields that may have several lines, which formatters indent. All others are one line. */
const TEXTS: ReadonlySet<string> = new Set([
  ...['from', 'to', 'text', 'stdin'],
  ...['command', 'stdout', 'stderr', 'output', 'next'],
]);

/**
 * Data for a view: every text in it printable, names of fields included, and on one line where it has to be. Views call
 * this on all that they are given, before any formatter: what a host or another controller sent cannot move the cursor
 * or look like a line of umctl's own, and columns are measured as they are shown.
 */
export const harmless = <T>(data: T): T => walk(data, '') as T;

function walk(data: unknown, field: string): unknown {
  if (typeof data === 'string') return TEXTS.has(field) ? printable(data) : oneLine(data);
  if (Array.isArray(data)) return data.map((item: unknown) => walk(item, field));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [oneLine(name), walk(value, name)]));
}
