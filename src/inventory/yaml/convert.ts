import type { Position, Problem } from '../../core/errors.ts';
import { mapEntries } from './mapping.ts';
import { floatLiteral, numberLiteral } from './number.ts';
import type { Parsed } from './parsed.ts';
import { scalarValue } from './scalar.ts';
import type { AliasNode, ListNode, MapNode, Node, ScalarNode } from './syntax/nodes.ts';
import { FLOAT, refuseTag } from './tags.ts';
import type { Texts } from './texts.ts';
import { timestampText } from './timestamp.ts';
import type { Written } from './written.ts';

/** Aliases share what they stand for, but whoever walks the data later meets it again and again. */
const MOST_VALUES = 2_000_000;
const DEEPEST = 200;

/** Turns the syntax tree of a document into values with their positions; aliases and merge keys are resolved. */
export function convert(
  contents: Node,
  { position, texts }: { readonly position: (offset: number) => Position; readonly texts: Texts },
): Parsed {
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const anchors = new Map<string, { readonly written: Written; readonly values: number }>();
  const begun = new Set<string>();
  let values = 0;

  const report = (at: Position, message: string): void => {
    problems.push({ at, message });
  };
  const warn = (at: Position, message: string): void => {
    warnings.push({ at, message });
  };
  const visit = (node: Node, depth: number): Written => {
    const before = values;
    values += 1;
    const at = position(node.at.offset);
    if (node.anchor !== undefined) begin(node.anchor, at);
    const result = depth > DEEPEST ? tooDeep(at) : content(node, at, depth);
    if (node.anchor !== undefined) anchors.set(node.anchor, { written: result, values: values - before });
    return result;
  };
  const begin = (anchor: string, at: Position): void => {
    if (begun.has(anchor)) report(at, `the anchor &${anchor} is written twice; give each its own name`);
    begun.add(anchor);
  };
  const content = (node: Node, at: Position, depth: number): Written => {
    switch (node.kind) {
      case 'alias':
        return resolve(node, at);
      case 'map':
        return map(node, at, depth);
      case 'list':
        return list(node, at, depth);
      default:
        return scalar(node, at);
    }
  };
  const scalar = (node: ScalarNode, at: Position): Written => {
    const value = scalarValue(node, { at, texts, report: (message) => report(at, message) });
    if (node.tag === '!unsafe') return { at, value, unsafe: true };
    const literal = isNumber(node, value) ? literalOf(node, value) : undefined;
    if (literal === undefined) return isDate(node) ? { at, value, isDate: true } : { at, value };
    return texts.sealed === true ? { at, value, literal, sealed: true } : { at, value, literal };
  };
  const resolve = ({ name }: AliasNode, at: Position): Written => {
    const known = anchors.get(name);
    const before = values;
    values += known?.values ?? 0;
    if (known === undefined) {
      report(at, `*${name}: ${whyUnknown(name)}`);
      // A mapping can be merged: what is wrong is said once.
      return { at, entries: new Map(), value: {} };
    }
    if (values <= MOST_VALUES) return known.written;
    else if (before <= MOST_VALUES) report(at, `aliases multiply this file to more than ${MOST_VALUES} values`);
    return { at, value: null };
  };
  const whyUnknown = (name: string): string =>
    begun.has(name)
      ? `it stands in what &${name} names, and nothing can contain itself`
      : `no anchor &${name} was written before it; put the value in quotes if the * is meant`;
  const map = (node: MapNode, at: Position, depth: number): Written => {
    refuseTag(node, (message) => report(at, message));
    const entries = mapEntries(node, depth, { position, report, warn, convert: visit });
    return { at, entries, value: Object.fromEntries([...entries].map(([key, entry]) => [key, entry.content.value])) };
  };
  const list = (node: ListNode, at: Position, depth: number): Written => {
    refuseTag(node, (message) => report(at, message));
    const items = node.items.map((item) => visit(item, depth + 1));
    return { at, items, value: items.map((item) => item.value) };
  };
  const tooDeep = (at: Position): Written => {
    report(at, `nested more than ${DEEPEST} deep`);
    return { at, value: null };
  };
  const root = visit(contents, 0);
  return problems.length > 0 ? { problems } : { root, problems, warnings };
}

/** Whether a scalar says a number to Ansible; one too big for JavaScript is a text here. */
const isNumber = ({ style, tag }: ScalarNode, value: unknown): boolean =>
  typeof value === 'number' || (style === 'plain' && tag === undefined);

const isDate = ({ style, tag, text }: ScalarNode): boolean =>
  style === 'plain' && tag === undefined && timestampText(text) !== undefined;

const literalOf = ({ text, tag }: ScalarNode, value: unknown): string | undefined =>
  tag === FLOAT && typeof value === 'number' ? floatLiteral(value) : numberLiteral(text, value);
