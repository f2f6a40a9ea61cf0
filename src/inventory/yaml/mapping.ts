import type { Pair, Scalar, YAMLMap } from 'yaml';
import { isCollection, isScalar } from 'yaml';
import type { Position } from '../../core/errors.ts';
import type { Conversion } from './parsed.ts';
import { refuseReserved } from './scalar.ts';
import type { Written, WrittenEntry } from './written.ts';

const NOT_TEXT_KEY = 'a key must be plain text (a Jinja template needs quotes: "{{ … }}")';

/** The entries of a mapping in their order; what `<<` merges comes first and gives way to what is written here. */
export function mapEntries(map: YAMLMap, depth: number, conversion: Conversion): ReadonlyMap<string, WrittenEntry> {
  const own = new Map<string, WrittenEntry>();
  const merged = new Map<string, WrittenEntry>();
  for (const pair of map.items) {
    const at = conversion.position(startOf(pair, map));
    const content = conversion.convert(pair.value, depth + 1);
    const name = keyName(pair.key);
    const first = name === undefined ? undefined : own.get(name);
    refuseReserved(name ?? '', (message) => conversion.report(at, message));
    if (name === undefined) conversion.report(at, NOT_TEXT_KEY);
    else if (first !== undefined) conversion.report(at, `duplicate key ${JSON.stringify(name)}; ${firstAt(first)}`);
    else own.set(name, { key: at, content: placed(content, pair, at) });
    if (name !== undefined && isMerge(pair.key)) {
      own.delete(name);
      for (const [key, entry] of mergeable(content, conversion)) merged.set(key, entry);
    }
  }
  return new Map([...merged, ...own]);
}

const firstAt = ({ key }: WrittenEntry): string => `the first is in line ${key.line}`;

const keyName = (key: unknown): string | undefined =>
  isScalar(key) && key.source !== undefined && (key.source !== '' || key.type !== 'PLAIN') ? key.source : undefined;

const isMerge = (key: unknown): boolean =>
  isScalar(key) && key.source === '<<' && key.type === 'PLAIN' && key.tag === undefined;

const startOf = (pair: Pair, map: YAMLMap): number =>
  (pair.key as Scalar.Parsed | null)?.range?.[0] ?? map.range?.[0] ?? 0;

/** What begins on the lines under its key, or is not there at all, is found at its key. */
const placed = (content: Written, { value }: Pair, key: Position): Written =>
  (isCollection(value) && value.flow !== true) || content.value === null ? { ...content, at: key } : content;

/** What `<<: content` merges: a mapping, or a list of them of which the first wins (yaml.org/type/merge.html). */
function mergeable(content: Written, { report }: Conversion): readonly (readonly [string, WrittenEntry])[] {
  const sources = content.items ?? [content];
  return sources.toReversed().flatMap(({ entries, at, value }) => {
    if (entries === undefined && value !== null)
      report(at, 'only a mapping, or a list of mappings, can be merged with <<');
    return [...(entries ?? [])];
  });
}
