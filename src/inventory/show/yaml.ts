import { isList, isMap, type Shown, type ShownMap, sorted } from './python.ts';
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
    return ` ${scalar(inner, outside + 2, column + 1)}`;
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
      sorted(map).map(([name, inner]) => {
        if (!isSimpleKey(name)) {
          const key = scalarText(name, { indent: indent + 2, column: indent + 2, isKey: false });
          const below = isList(inner) && anchors.has(inner) ? indent : indent + 2;
          const place = { outside: indent, indent: below, column: indent + 1, compact: true };
          return `? ${key}\n${' '.repeat(indent)}:${node(inner, place)}`;
        }
        const key = scalarText(name, { indent, column: indent, isKey: true });
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
  if ('unsafe' in value) return scalarText(value.unsafe, { indent, column, isKey: false });
  if ('literal' in value) return yamlNumber(value.literal);
  const lines = value.vault.replace(/\n$/, '').split('\n');
  return `!vault |${value.vault.endsWith('\n') ? '' : '-'}\n${lines.map((line) => ' '.repeat(indent) + line).join('\n')}`;
}

/** PyYAML writes other keys behind a question mark, and their values in the next line. */
const isSimpleKey = (name: string): boolean => !/[\n\x85\u2028\u2029]/.test(name) && Buffer.byteLength(name) <= 128;

const SPECIAL: Readonly<Record<string, string>> = { NaN: '.nan', Infinity: '.inf', '-Infinity': '-.inf' };

/** A number in YAML; YAML 1.1 takes a number with an exponent for one only where it has a point. */
export const yamlNumber = (literal: string): string => SPECIAL[literal] ?? literal.replace(/^(-?\d+)e/, '$1.0e');

/** Names for lists and mappings that are met more than once, in the order in which they are met again. */
function anchorsOf(value: Shown): ReadonlyMap<Shown, string> {
  const seen = new Set<Shown>();
  const anchors = new Map<Shown, string>();
  const visit = (inner: Shown): void => {
    if (!isList(inner) && !isMap(inner)) return;
    if (!seen.has(inner)) {
      seen.add(inner);
      for (const part of isMap(inner) ? sorted(inner).map(([, of]) => of) : inner) visit(part);
    } else if (!anchors.has(inner)) anchors.set(inner, `id${String(anchors.size + 1).padStart(3, '0')}`);
  };
  visit(value);
  return anchors;
}
