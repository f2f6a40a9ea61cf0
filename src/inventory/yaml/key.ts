import { numberLiteral } from './number.ts';
import { plainValue } from './plain.ts';
import type { Node } from './syntax/nodes.ts';
import { timestampText } from './timestamp.ts';

/** A key of a mapping. */
interface Key {
  /** As ansible-inventory prints it: `yes` is "true", `0x10` is "16". */
  readonly text: string;
  /** The same for keys that Python takes for one and the same: true, 1 and 1.0, but not "1". */
  readonly identity: string;
  /** As it was written, where it is no text to YAML. */
  readonly source?: string;
}

/** What a key says; undefined when that cannot be a key. */
export function keyOf(key: Node): Key | undefined {
  if (key.kind !== 'scalar') return undefined;
  const { text, style, tag } = key;
  const isText = tag === 'tag:yaml.org,2002:str' || tag === '!unsafe' || (tag === undefined && style !== 'plain');
  if (isText || (tag === undefined && text === '=')) return { text, identity: asText(text) };
  if (tag !== undefined || text === '') return undefined;
  const read = plainValue(text);
  if ('wrong' in read) return undefined;
  const { value } = read;
  if (typeof value === 'string')
    return {
      text: numberLiteral(text, value) ?? value,
      identity: asText(value),
      ...(value === text && !isDateOrNumber(text) ? {} : { source: text }),
    };
  const identity = typeof value === 'boolean' ? String(Number(value)) : String(value);
  return { text: numberLiteral(text, value) ?? String(value), identity, source: text };
}

/** A date, or an integer too big for JavaScript, is a text here alone. */
const isDateOrNumber = (text: string): boolean =>
  timestampText(text) !== undefined || numberLiteral(text, text) !== undefined;

const asText = (text: string): string => JSON.stringify(text);
