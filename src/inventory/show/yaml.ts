import { yamlNumber } from '../yaml/number.ts';
import { isoText } from './moment.ts';
import { isEnvelope, isList, isMap, isMoment, keyOf, type Shown, type ShownMap } from './python.ts';
import { sortedOrNot } from './sorted.ts';
import { scalarText } from './yaml-scalar.ts';

/** YAML in blocks, as Ansible has PyYAML write it: names sorted, and what is shared written once, under an anchor. */
export function toYaml(value: Shown): string {
  const anchors = anchorsOf(value);
  const written = new Set<Shown>();
  /** What follows `key:` or `-`, with the blank or the line's end in front of it. */
  const node = (inner: Shown, { outside, indent, column, compact }: Place): string => {
    const anchor = anchors.get(inner);
    if (anchor !== undefined && written.has(inner)) return ` *${anchor}`;
    written.add(inner);
    const mark = anchor === undefined ? '' : ` &${anchor}`;
    if (isList(inner)) return inner.length === 0 ? `${mark} []` : block(mark, compact, items(inner, indent), indent);
    if (isMap(inner)) return inner.size === 0 ? `${mark} {}` : block(mark, compact, entries(inner, indent), indent);
    return `${mark} ${scalar(inner, outside + 2, column + 1 + mark.length)}`;
  };
  const block = (mark: string, compact: boolean, lines: string, indent: number): string =>
    compact && mark === '' ? ` ${lines}` : `${mark}\n${' '.repeat(indent)}${lines}`;
  const joined = (lines: readonly string[], indent: number): string => lines.join(`\n${' '.repeat(indent)}`);
  const items = (list: readonly Shown[], indent: number): string =>
    joined(
      list.map((item) => `-${node(item, { outside: indent, indent: indent + 2, column: indent + 1, compact: true })}`),
      indent,
    );
  const entries = (map: ShownMap, indent: number): string =>
    joined(
      sortedOrNot(map).map(([name, inner]) => {
        const odd = keyOf(map, name);
        if (typeof odd === 'string' && !isSimpleKey(name)) {
          const key = scalarText(name, { indent: indent + 2, column: indent + 2, isKey: false });
          const below = isList(inner) && anchors.has(inner) ? indent : indent + 2;
          const place = { outside: indent, indent: below, column: indent + 1, compact: true };
          return `? ${key}\n${' '.repeat(indent)}:${node(inner, place)}`;
        }
        const key =
          typeof odd === 'string' ? scalarText(name, { indent, column: indent, isKey: true }) : scalar(odd, 0, 0);
        // A list stands under its key, a mapping two further in.
        const below = isMap(inner) ? indent + 2 : indent;
        const column = indent + key.length + 1;
        return `${key}:${node(inner, { outside: indent, indent: below, column, compact: false })}`;
      }),
      indent,
    );
  if (isMap(value) && value.size > 0) return `${entries(value, 0)}\n`;
  return `${isMap(value) ? '{}' : node(value, { outside: 0, indent: 0, column: 0, compact: true }).trim()}\n`;
}

interface Place {
  /** The column of the key or dash that it belongs to. */
  readonly outside: number;
  /** The column of what is in it. */
  readonly indent: number;
  readonly column: number;
  /** Whether it may begin in the line of the dash. */
  readonly compact: boolean;
}

function scalar(value: Exclude<Shown, readonly Shown[] | ShownMap>, indent: number, column: number): string {
  if (typeof value === 'string') return scalarText(value, { indent, column, isKey: false });
  if (value === null || typeof value === 'boolean') return String(value);
  if (isMoment(value)) return isoText(value.moment, ' ');
  if ('unsafe' in value) return scalarText(value.unsafe, { indent, column, isKey: false });
  if ('literal' in value) return yamlNumber(value.literal);
  const lines = value.vault.replace(/\n$/, '').split('\n');
  return `!vault |${value.vault.endsWith('\n') ? '' : '-'}\n${lines.map((line) => ' '.repeat(indent) + line).join('\n')}`;
}

/** PyYAML writes other keys behind a question mark, and their values in the next line. */
const isSimpleKey = (name: string): boolean => !/[\n\x85\u2028\u2029]/.test(name) && Buffer.byteLength(name) <= 128;

/**
 * Names for what is met more than once, in the order in which it is met again: lists, mappings, and of scalars those that PyYAML
 * takes for no plain ones.
 */
function anchorsOf(value: Shown): ReadonlyMap<Shown, string> {
  const seen = new Set<Shown>();
  const anchors = new Map<Shown, string>();
  const visit = (inner: Shown): void => {
    const isWhole = isEnvelope(inner) || isMoment(inner);
    if (!isList(inner) && !isMap(inner) && !isWhole) return;
    if (!seen.has(inner)) {
      seen.add(inner);
      const parts = isMap(inner) ? sortedOrNot(inner).map(([, of]) => of) : isList(inner) ? inner : [];
      for (const part of parts) visit(part);
    } else if (!anchors.has(inner)) anchors.set(inner, `id${String(anchors.size + 1).padStart(3, '0')}`);
  };
  visit(value);
  return anchors;
}
