import type { Event } from '../core/events.ts';
import type { Paint } from './paint.ts';
import { indent, printable, textTable } from './text.ts';

/** What a host is, one fact a line, in two columns. */
export function formatFacts(
  { host, rows, packages }: Pick<Extract<Event, { readonly type: 'facts' }>, 'host' | 'rows' | 'packages'>,
  paint: Paint,
): readonly string[] {
  const names = Object.entries(packages).flatMap(([name, state]) => (name === 'cannot' ? [] : [`${name}: ${state}`]));
  const lines = [...rows.flatMap(({ name, values }) => listed(name, values)), ...listed('package', names)];
  return [paint('strong', host), ...indent(textTable(lines.map(([name, value]) => [name, printable(value)])))];
}

/** Several values under one name: the name once. */
const listed = (name: string, values: readonly string[]): readonly (readonly [string, string])[] =>
  values.map((value, i) => [i === 0 ? name : '', value]);
