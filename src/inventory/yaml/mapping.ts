import type { Position } from '../../core/errors.ts';
import { keyOf } from './key.ts';
import { oddName } from './odd-signs.ts';
import type { Conversion } from './parsed.ts';
import { refuseReserved } from './scalar.ts';
import type { MapNode, Node } from './syntax/nodes.ts';
import type { Written, WrittenEntry } from './written.ts';

const NOT_TEXT_KEY = 'a key must be plain text (a Jinja template needs quotes: "{{ … }}")';

/** The entries of a mapping in their order; what `<<` merges comes first and gives way to what is written here. */
export function mapEntries(map: MapNode, depth: number, conversion: Conversion): ReadonlyMap<string, WrittenEntry> {
  const own = new Map<string, WrittenEntry>();
  const merged = new Map<string, WrittenEntry>();
  const known = new Map<string, Known>();
  for (const { key, value } of map.pairs) {
    const at = conversion.position(key.at.offset);
    if (isMerge(key)) {
      for (const [name, entry] of mergeable(conversion.convert(value, depth + 1), conversion)) merged.set(name, entry);
      continue;
    }
    const name = keyOf(key);
    const first = name === undefined ? undefined : known.get(name.identity);
    const content = conversion.convert(value, depth + 1);
    refuseReserved(name?.text ?? '', (message) => conversion.report(at, message));
    const odd = key.kind === 'scalar' && key.style === 'plain' ? oddName(key.text) : undefined;
    const glued = map.flow ? gluedKey(key, value) : undefined;
    if (name === undefined) conversion.report(at, NOT_TEXT_KEY);
    else if (glued !== undefined) conversion.report(at, glued);
    else if (odd !== undefined) conversion.report(at, odd);
    else if (first === undefined && own.has(name.text)) conversion.report(at, twoTypes(name.text));
    else {
      if (first !== undefined) conversion.warn(at, secondTime(name.text, first.line));
      const { text, source } = first ?? name;
      own.set(text, { key: at, content: placed(content, value, at), ...(source === undefined ? {} : { source }) });
      known.set(name.identity, { text, ...(source === undefined ? {} : { source }), line: at.line });
    }
  }
  return new Map([...merged, ...own]);
}

/** A key that stands in the mapping already: Python keeps the first one, with the last value. */
interface Known {
  readonly text: string;
  readonly source?: string;
  readonly line: number;
}

const twoTypes = (name: string): string =>
  `${JSON.stringify(name)} is a key of this mapping as a text and as a number or boolean, which print alike; rename one`;

const secondTime = (name: string, line: number): string =>
  `${JSON.stringify(name)} stands in line ${line} already; as in Ansible, only what stands here counts: delete one of them`;

/** What is wrong with `{key:value}`, which has a key and no value; `host:22`, `fe80::1` and addresses with // are names. */
function gluedKey(key: Node, value: Node): string | undefined {
  if (key.kind !== 'scalar' || key.style !== 'plain' || value.kind !== 'scalar' || value.text !== '') return undefined;
  const [, name, rest] = /^([A-Za-z_][\w.-]*):(?![\d/:]+$|\/\/)([^:\s]+)$/.exec(key.text) ?? [];
  return name === undefined ? undefined : `missing blank after the colon; write \`${name}: ${rest}\``;
}

const isMerge = (key: Node): boolean =>
  key.kind === 'scalar' && key.text === '<<' && key.style === 'plain' && key.tag === undefined;

/** What begins on the lines under its key, or is not there at all, is found at its key. */
const placed = (content: Written, value: Node, key: Position): Written =>
  ((value.kind === 'map' || value.kind === 'list') && !value.flow) || content.value === null
    ? { ...content, at: key }
    : content;

/** What `<<: content` merges: a mapping, or a list of them of which the first wins (yaml.org/type/merge.html). */
function mergeable(content: Written, { report }: Conversion): readonly (readonly [string, WrittenEntry])[] {
  const sources = content.items ?? [content];
  return sources.toReversed().flatMap(({ entries, at }) => {
    if (entries === undefined) report(at, 'only a mapping, or a list of mappings, can be merged with <<');
    return [...(entries ?? [])];
  });
}
