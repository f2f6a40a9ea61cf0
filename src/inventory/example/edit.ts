import { isMap, isScalar, type Node, parseDocument, stringify } from 'yaml';

type Path = readonly (string | number)[];
/** A host's variables, as they are to be written. */
export type HostLines = readonly (readonly [name: string, vars: Readonly<Record<string, Value>>])[];
type Value = string | number | readonly string[];

/**
 * The YAML text with the scalar at `path` replaced. Everything else stays byte for byte, comments included: a YAML
 * library that prints a document anew moves comments, and what stands in them can no longer be put in force.
 * @throws Error where there is no scalar at `path`
 */
export function setScalar(text: string, path: Path, value: string): string {
  const node = nodeAt(text, path);
  if (!isScalar(node)) throw new Error(`the example inventory has no value ${path.join('.')}`);
  const [start, end] = rangeOf(node);
  return text.slice(0, start) + stringify(value, { lineWidth: 0 }).trimEnd() + text.slice(end);
}

/** The text with a `# ` in front of the line where the item at `path` begins. @throws Error where there is none */
export function commentOut(text: string, path: Path): string {
  const node = nodeAt(text, path);
  if (node === undefined) throw new Error(`the example inventory has no item ${path.join('.')}`);
  const line = lineStart(text, rangeOf(node)[0]);
  const indent = /^ */.exec(text.slice(line))?.[0].length ?? 0;
  return `${text.slice(0, line + indent)}# ${text.slice(line + indent)}`;
}

/** The text with the first comment that is a line `KEY:` put in force. @throws Error where there is none */
export function uncomment(text: string, key: string): string {
  const line = new RegExp(`^( *)# ( *${key}:)`, 'm');
  if (!line.test(text)) throw new Error(`the example inventory has no comment ${key}:`);
  return text.replace(line, '$1$2');
}

/** The text with items in the list of a key that stands on a line of its own and has none. @throws Error where there is no such line */
export function appendItems(text: string, key: string, items: readonly Readonly<Record<string, string>>[]): string {
  const line = new RegExp(`^( *)${key}:(?: +#.*)?$`, 'm');
  if (!line.test(text)) throw new Error(`the example inventory has no list ${key}`);
  const written = items.map((item) => {
    const entries = Object.entries(item).map(([name, value]) => `${name}: ${scalar(value)}`);
    return `- { ${entries.join(', ')} }`;
  });
  return text.replace(line, (found, indent: string) =>
    [found, ...written.map((one) => `${indent}  ${one}`)].join('\n'),
  );
}

/**
 * The text with other hosts in a group. One with a single variable is written on one line; a comment behind the first host
 * of the example stays behind the first of these. @throws Error where the example has no such group
 */
export function setHosts(text: string, group: string, members: HostLines): string {
  const hosts = nodeAt(text, ['all', 'children', group, 'hosts']);
  if (!isMap(hosts)) throw new Error(`the example inventory has no group ${group}`);
  if (members.length === 0 && hosts.items.length === 0) return text;
  const [start] = rangeOf(hosts);
  const line = lineStart(text, start);
  const indent = ' '.repeat(start - line);
  // A flow map stands behind its key; hosts are written below it.
  const isBlock = indent === text.slice(line, start);
  const depth = isBlock ? indent : ' '.repeat((/^ */.exec(text.slice(line))?.[0].length ?? 0) + 2);
  const last = hosts.items.at(-1)?.value as Node | undefined;
  const end = lineEnd(text, last === undefined ? rangeOf(hosts)[1] : rangeOf(last)[1]);
  const comment = isBlock ? (/\s# .*$/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '') : '';
  const lines = members.flatMap(([name, vars], index) => hostLines(name, vars, index === 0 ? comment : ''));
  const written = lines.map((one) => `${depth}${one}`).join('\n');
  if (members.length === 0) return `${text.slice(0, line - 1)} {}${text.slice(end)}`;
  return isBlock
    ? text.slice(0, line) + written + text.slice(end)
    : `${text.slice(0, start - 1)}\n${written}${text.slice(end)}`;
}

function hostLines(name: string, vars: HostLines[number][1], comment: string): readonly string[] {
  const key = scalar(name);
  const entries = Object.entries(vars).map(([variable, value]) => `${variable}: ${scalar(value)}`);
  if (entries.length === 1) return [`${key}: { ${entries[0]} }${comment}`];
  return [`${key}:${comment}`, ...entries.map((entry) => `  ${entry}`)];
}

/** Plain where YAML reads the same value back within a flow map too, else quoted. */
const scalar = (value: Value): string =>
  stringify([value], { lineWidth: 0, collectionStyle: 'flow' }).trim().slice(1, -1).trim();

const nodeAt = (text: string, path: Path): Node | undefined =>
  parseDocument(text).getIn(path, true) as Node | undefined;

function rangeOf(node: Node): readonly [number, number] {
  const [start, end] = node.range ?? [0, 0];
  return [start, end];
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
