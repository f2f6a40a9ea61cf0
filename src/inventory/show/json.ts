import { isList, isMap, type Shown, sorted } from './python.ts';

const STEP = '    ';

/** JSON as Python's `json.dumps(value, sort_keys=True, indent=4, ensure_ascii=False)` writes it. */
export function toJson(value: Shown, indent = ''): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value))
    return within(
      '[]',
      indent,
      value.map((item) => toJson(item, indent + STEP)),
    );
  if (!isMap(value)) {
    if ('literal' in value) return value.literal;
    const [name, text] = 'unsafe' in value ? ['__ansible_unsafe', value.unsafe] : ['__ansible_vault', value.vault];
    return toJson(new Map([[name, text]]), indent);
  }
  const entries = sorted(value).map(([name, inner]) => `${JSON.stringify(name)}: ${toJson(inner, indent + STEP)}`);
  return within('{}', indent, entries);
}

function within(brackets: '[]' | '{}', indent: string, lines: readonly string[]): string {
  const [open, close] = brackets;
  if (lines.length === 0) return brackets;
  return `${open}\n${lines.map((line) => `${indent}${STEP}${line}`).join(',\n')}\n${indent}${close}`;
}
