import type { Mark } from './cursor.ts';
import type { Node, Pair } from './nodes.ts';
import type { Scanner } from './scanner.ts';
import { type Slip, SyntaxProblem } from './syntax-error.ts';
import type { Token } from './tokens.ts';

const DEEPEST = 1000;

/** What may stand where a node is read. */
type Place = 'block' | 'value' | 'flow';

/** Reads the nodes of a document, whose tags may begin with one of `handles`. */
export function nodeReader(scanner: Scanner, handles: ReadonlyMap<string, string>): () => Node {
  let depth = 0;
  const kind = (): Token['kind'] => scanner.peek().kind;
  const is = (...kinds: readonly Token['kind'][]): boolean => kinds.includes(kind());
  const mark = (): Mark => scanner.peek().start;
  const empty = (at: Mark): Node => ({ kind: 'scalar', text: '', style: 'plain', at });
  const fail = (message: string | { readonly slip: Slip }): never => {
    throw new SyntaxProblem(mark(), message);
  };

  const node = (place: Place): Node => {
    if (++depth > DEEPEST) fail('nested too deeply');
    const read = content(place);
    depth--;
    return read;
  };
  const content = (place: Place): Node => {
    const first = scanner.peek();
    const at = first.start;
    if (first.kind === 'alias') {
      scanner.take();
      return { kind: 'alias', name: first.name, at };
    }
    const found = takeProperties();
    const token = scanner.peek();
    const properties = { at: token.start, ...found };
    if (token.kind === '-' && place === 'value')
      return { kind: 'list', flow: false, items: indentless(), ...properties };
    switch (token.kind) {
      case 'scalar':
        scanner.take();
        return { kind: 'scalar', text: token.text, style: token.style, ...properties };
      case '[':
        return { kind: 'list', flow: true, items: flowList(), ...properties };
      case '{':
        return { kind: 'map', flow: true, pairs: flowMap(), ...properties };
      case 'block-sequence':
        if (place !== 'flow') return { kind: 'list', flow: false, items: blockList(), ...properties };
        break;
      case 'block-mapping':
        if (place !== 'flow') return { kind: 'map', flow: false, pairs: blockMap(), ...properties };
        break;
      default:
    }
    if (properties.tag === undefined && properties.anchor === undefined) fail({ slip: 'no value' });
    return { ...empty(at), ...found };
  };
  const takeProperties = (): { readonly tag?: string; readonly anchor?: string } => {
    let found: { readonly tag?: string; readonly anchor?: string } = {};
    for (let token = scanner.peek(); ; token = scanner.peek()) {
      if (token.kind === 'anchor' && found.anchor === undefined) found = { ...found, anchor: token.name };
      else if (token.kind === 'tag' && found.tag === undefined) {
        const { handle, suffix } = token.tag;
        const prefix = handle === '' ? '' : handles.get(handle);
        if (prefix === undefined) fail(`the tag ${handle}${suffix}: no %TAG line says what ${handle} is`);
        found = { ...found, tag: prefix + suffix };
      } else return found;
      scanner.take();
    }
  };

  const blockList = (): readonly Node[] => {
    scanner.take();
    const items: Node[] = [];
    while (is('-')) {
      const { end } = scanner.take();
      items.push(is('-', 'block-end') ? empty(end) : node('block'));
    }
    if (!is('block-end')) fail({ slip: 'no dash' });
    scanner.take();
    return items;
  };
  const indentless = (): readonly Node[] => {
    const items: Node[] = [];
    while (is('-')) {
      const { end } = scanner.take();
      items.push(is('-', 'key', 'value', 'block-end') ? empty(end) : node('block'));
    }
    return items;
  };
  const blockMap = (): readonly Pair[] => {
    scanner.take();
    const pairs: Pair[] = [];
    while (is('key')) {
      const { end } = scanner.take();
      const key = is('key', 'value', 'block-end') ? empty(end) : node('value');
      pairs.push({ key, value: blockValue() });
    }
    if (!is('block-end')) fail({ slip: 'no key' });
    scanner.take();
    return pairs;
  };
  const blockValue = (): Node => {
    if (!is('value')) return empty(mark());
    const { end } = scanner.take();
    return is('key', 'value', 'block-end') ? empty(end) : node('value');
  };

  const flowList = (): readonly Node[] => {
    const open = scanner.take();
    const items: Node[] = [];
    while (!is(']')) {
      if (items.length > 0) flowComma(open, ']');
      if (is(']')) break;
      items.push(is('key') ? { kind: 'map', flow: true, at: mark(), pairs: [flowPair(']')] } : node('flow'));
    }
    scanner.take();
    return items;
  };
  const flowMap = (): readonly Pair[] => {
    const open = scanner.take();
    const pairs: Pair[] = [];
    while (!is('}')) {
      if (pairs.length > 0) flowComma(open, '}');
      if (is('}')) break;
      pairs.push(is('key') ? flowPair('}') : lonely());
    }
    scanner.take();
    return pairs;
  };
  const flowComma = (open: Token, close: string): void => {
    if (!is(',')) throw new SyntaxProblem(open.start, unclosed(open, close, scanner.peek()));
    scanner.take();
  };
  const lonely = (): Pair => {
    const key = node('flow');
    return { key, value: empty(mark()) };
  };
  const flowPair = (close: '}' | ']'): Pair => {
    const { end } = scanner.take();
    const key = is('value', ',', close) ? empty(end) : node('flow');
    if (!is('value')) return { key, value: empty(mark()) };
    const colon = scanner.take();
    return { key, value: is(',', close) ? empty(colon.end) : node('flow') };
  };

  return () =>
    is('version', 'tag-directive', 'document-start', 'document-end', 'end') ? empty(mark()) : node('block');
}

/** Says where the bracket `open` should have been closed at the latest. */
function unclosed({ kind, start }: Token, close: string, found: Token): string {
  const what = `the ${kind} that opens here is not closed`;
  if (found.kind === 'end') return `${what}; write ${close} at its end`;
  const line = found.start.line === start.line ? 'this line' : `line ${found.start.line + 1}`;
  return `${what}: expected a comma or ${close} in ${line}, column ${found.start.column + 1}`;
}
