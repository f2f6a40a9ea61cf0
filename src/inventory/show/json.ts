import { isoText } from './moment.ts';
import { isList, isMap, isMoment, type Shown } from './python.ts';
import { isSortable, sortedOrNot } from './sorted.ts';

const STEP = '    ';

/** JSON as Python's `json.dumps(value, sort_keys=True, indent=4, ensure_ascii=False)` writes it, unsorted where it cannot be sorted. */
export const toJson = (value: Shown): string => written(value, '', isSortable(value) ? 'sorted' : 'unsorted');

function written(value: Shown, indent: string, order: 'sorted' | 'unsorted'): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value))
    return within(
      '[]',
      indent,
      value.map((item) => written(item, indent + STEP, order)),
    );
  if (!isMap(value)) {
    if (isMoment(value)) return JSON.stringify(isoText(value.moment, 'T'));
    if ('literal' in value) return value.literal;
    const [name, text] = 'unsafe' in value ? ['__ansible_unsafe', value.unsafe] : ['__ansible_vault', value.vault];
    return written(new Map([[name, text]]), indent, order);
  }
  const entries = order === 'sorted' ? sortedOrNot(value) : [...value];
  const lines = entries.map(([name, inner]) => `${JSON.stringify(name)}: ${written(inner, indent + STEP, order)}`);
  return within('{}', indent, lines);
}

function within(brackets: '[]' | '{}', indent: string, lines: readonly string[]): string {
  const [open, close] = brackets;
  if (lines.length === 0) return brackets;
  return `${open}\n${lines.map((line) => `${indent}${STEP}${line}`).join(',\n')}\n${indent}${close}`;
}
