import { scalarText } from '../show/yaml-scalar.ts';
import { yamlNumber } from '../yaml/number.ts';
import { isTemplate } from '../yaml/template.ts';
import type { Written, WrittenEntry } from '../yaml/written.ts';

/** The ansible-vault text behind a token; undefined for other texts. */
export type Envelope = (token: string) => string | undefined;

/** What follows `key:` or `-` in YAML for a value: a blank and a scalar, or lines that are indented by `indent`. */
export function yamlValue(written: Written, indent: number, envelope: Envelope): string {
  const { value, entries, items, literal, unsafe } = written;
  const margin = `\n${' '.repeat(indent)}`;
  if (entries !== undefined) {
    if (entries.size === 0) return ' {}';
    return [...entries].map((entry) => `${margin}${keyAndValue(entry, indent, envelope)}`).join('');
  }
  if (items !== undefined) {
    if (items.length === 0) return ' []';
    return items.map((item) => `${margin}-${itemValue(item, indent + 2, envelope)}`).join('');
  }
  if (literal !== undefined) return ` ${yamlNumber(literal)}`;
  if (isTemplate(value)) return ` ${text(value.toJSON())}`;
  if (typeof value !== 'string') return ` ${String(value)}`;
  if (written.isDate === true) return ` ${value}`;
  const vault = envelope(value);
  if (vault !== undefined) return vaulted(vault, margin);
  return ` ${unsafe === true ? '!unsafe ' : ''}${text(value)}`;
}

/** `key: value`, the lines of the value indented deeper than `indent`. */
export function keyAndValue(
  [name, entry]: readonly [string, WrittenEntry],
  indent: number,
  envelope: Envelope,
): string {
  return `${entry.source ?? key(name)}:${yamlValue(entry.content, indent + 2, envelope)}`;
}

/** A mapping in a list begins in the line of its dash. */
function itemValue(item: Written, indent: number, envelope: Envelope): string {
  const written = yamlValue(item, indent, envelope);
  const isBlock = (item.entries?.size ?? item.items?.length ?? 0) > 0;
  return isBlock ? ` ${written.trimStart()}` : written;
}

const text = (value: string): string => scalarText(value, { indent: 0, column: 0, isKey: true });

export const key = text;

function vaulted(envelope: string, margin: string): string {
  const lines = envelope.replace(/\n$/, '').split('\n');
  return ` !vault |${envelope.endsWith('\n') ? '' : '-'}${lines.map((line) => margin + line).join('')}`;
}
