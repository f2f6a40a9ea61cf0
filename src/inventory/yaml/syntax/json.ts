import type { Mark } from './cursor.ts';
import type { Node, Pair } from './nodes.ts';

const DEEPEST = 500;
const GAP = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null|NaN|-?Infinity/y;

/** Anything that is not JSON to Python ends the reading. */
class NotJson extends Error {}

/**
 * The document in a JSON text; undefined when it is none. Ansible takes a file for JSON before it takes it for YAML,
 * which reads some of JSON in another way (1e3 is a text to it, and an emoji's two escapes are an error).
 */
export function readJson(text: string): Node | undefined {
  if (!/^[ \t\n\r]*[-{["0-9tfnNI]/.test(text)) return undefined;
  let offset = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text)?.[0];
    offset += found?.length ?? 0;
    return found;
  };
  const take = (sign: string): boolean => {
    match(GAP);
    if (text.charAt(offset) !== sign) return false;
    offset++;
    match(GAP);
    return true;
  };
  const need = (sign: string): void => {
    if (!take(sign)) throw new NotJson();
  };
  const mark = (): Mark => ({ offset, line: 0, column: 0 });
  const value = (depth: number): Node => {
    match(GAP);
    const at = mark();
    if (depth > DEEPEST) throw new NotJson();
    if (take('{')) return marked({ kind: 'map', flow: true, at, pairs: pairs(depth) });
    if (take('[')) return { kind: 'list', flow: true, at, items: items(depth) };
    return string(at) ?? { kind: 'scalar', style: 'plain', at, text: inYaml(match(WORD) ?? match(NUMBER)) };
  };
  const string = (at: Mark): Node | undefined => {
    const written = match(STRING);
    if (written === undefined) return undefined;
    return { kind: 'scalar', style: 'quoted', at, text: unescaped(written) };
  };
  const items = (depth: number): readonly Node[] => {
    const found: Node[] = [];
    if (take(']')) return found;
    do found.push(value(depth + 1));
    while (take(','));
    need(']');
    return found;
  };
  const pairs = (depth: number): readonly Pair[] => {
    const found: Pair[] = [];
    if (take('}')) return found;
    do {
      const key = string(mark());
      if (key === undefined) throw new NotJson();
      need(':');
      found.push({ key, value: value(depth + 1) });
    } while (take(','));
    need('}');
    return found;
  };
  try {
    const root = value(0);
    match(GAP);
    return offset === text.length ? root : undefined;
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

function unescaped(written: string): string {
  try {
    return String(JSON.parse(written));
  } catch {
    throw new NotJson();
  }
}

/** A number or a word as YAML would have it. */
function inYaml(written: string | undefined): string {
  if (written === undefined) throw new NotJson();
  if (written === 'NaN') return '.nan';
  if (written.endsWith('Infinity')) return written.replace('Infinity', '.inf');
  const [, whole = '', fraction, sign = '', exponent] = /^(-?\d+)(\.\d+)?(?:[eE]([-+]?)(\d+))?$/.exec(written) ?? [];
  if (fraction === undefined && exponent === undefined) return written;
  return `${whole}${fraction ?? '.0'}${exponent === undefined ? '' : `e${sign === '' ? '+' : sign}${exponent}`}`;
}

/** Ansible prints a vaulted or an unsafe text as a mapping with one of these keys, and reads it back. */
function marked(node: Node & { readonly kind: 'map' }): Node {
  for (const { key, value } of node.pairs) {
    const name = key.kind === 'scalar' ? key.text : '';
    if (value.kind !== 'scalar') continue;
    if (name === '__ansible_vault') return { ...value, tag: '!vault' };
    if (name === '__ansible_unsafe') return { ...value, tag: '!unsafe' };
  }
  return node;
}
