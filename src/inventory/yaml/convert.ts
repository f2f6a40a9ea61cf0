import type { Alias, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isCollection, isMap, isScalar, isSeq } from 'yaml';
import type { Position, Problem } from '../../core/errors.ts';
import { mapEntries } from './mapping.ts';
import { numberLiteral } from './number.ts';
import type { Parsed } from './parsed.ts';
import { scalarValue } from './scalar.ts';
import type { Texts } from './texts.ts';
import type { Written } from './written.ts';

/** Aliases share what they stand for, but whoever walks the data later meets it again and again. */
const MOST_VALUES = 2_000_000;
const DEEPEST = 200;

/** Turns the syntax tree of a document into values with their positions; aliases and merge keys are resolved. */
export function convert(
  contents: ParsedNode,
  { position, texts }: { readonly position: (offset: number) => Position; readonly texts: Texts },
): Parsed {
  const problems: Problem[] = [];
  const anchors = new Map<string, { readonly written: Written; readonly values: number }>();
  let values = 0;

  const report = (at: Position, message: string): void => {
    problems.push({ at, message });
  };
  const visit = (node: unknown, depth: number): Written => {
    const before = values;
    values += 1;
    const at = position((node as { readonly range?: readonly number[] } | null)?.range?.[0] ?? 0);
    const written = depth > DEEPEST ? tooDeep(at) : content(node, at, depth);
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, { written, values: values - before });
    return written;
  };
  const content = (node: unknown, at: Position, depth: number): Written => {
    if (isAlias(node)) return resolve(node, at);
    if (isMap(node)) return map(node, at, depth);
    if (isSeq(node)) return list(node, at, depth);
    if (!isScalar(node)) return { at, value: null };
    const value = scalarValue(node as Scalar.Parsed, { at, texts, report: (message) => report(at, message) });
    const literal =
      node.type === 'PLAIN' && node.tag === undefined ? numberLiteral(node.source ?? '', value) : undefined;
    return literal === undefined ? { at, value } : { at, value, literal };
  };
  const resolve = (alias: Alias, at: Position): Written => {
    const known = anchors.get(alias.source);
    const before = values;
    values += known?.values ?? 0;
    if (known === undefined) report(at, `*${alias.source}: no anchor &${alias.source} was written before it`);
    else if (values <= MOST_VALUES) return known.written;
    else if (before <= MOST_VALUES) report(at, `aliases multiply this file to more than ${MOST_VALUES} values`);
    return { at, value: null };
  };
  const map = (node: YAMLMap, at: Position, depth: number): Written => {
    const entries = mapEntries(node, depth, { position, report, convert: visit });
    return { at, entries, value: Object.fromEntries([...entries].map(([key, entry]) => [key, entry.content.value])) };
  };
  const list = (node: YAMLSeq, at: Position, depth: number): Written => {
    const items = node.items.map((item) => visit(item, depth + 1));
    return { at, items, value: items.map((item) => item.value) };
  };
  const tooDeep = (at: Position): Written => {
    report(at, `nested more than ${DEEPEST} deep`);
    return { at, value: null };
  };
  const root = visit(contents, 0);
  return problems.length > 0 ? { problems } : { root, problems };
}
