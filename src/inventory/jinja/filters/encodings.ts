import { createHash } from 'node:crypto';
import { fromWritten } from '../../templates/values.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { detailsOf } from '../../yaml/template.ts';
import { argumentsOf, integerArgument, textArgument } from '../arguments.ts';
import { order, textOf, truthy } from '../compare.ts';
import { refuse } from '../failure.ts';
import { literalEval } from '../literal-eval.ts';
import { floatText, toText } from '../python-text.ts';
import { isList, isMapping, isTuple, type Key, typeName, type Value } from '../value.ts';
import type { Filter } from './filter.ts';

interface Layout {
  readonly indent: number | undefined;
  readonly sortKeys: boolean;
  readonly separators: readonly [string, string];
  readonly ascii: boolean;
}

const quoted = (text: string, ascii: boolean): string => {
  const json = JSON.stringify(text).replaceAll('\x7f', ascii ? '\x7f' : '\x7f');
  return ascii
    ? json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
};

function keyText(key: Key): string {
  if (key === null) return 'null';
  return typeof key === 'boolean' ? String(key) : String(key);
}

/** As Python's json.dumps writes it. */
function json(value: Value, layout: Layout, depth: number): string {
  const text = textOf(value);
  if (text !== undefined) return quoted(text, layout.ascii);
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return floatText(value).replace('nan', 'NaN').replace('inf', 'Infinity');
  if (isList(value) || isTuple(value))
    return enclosed(
      '[]',
      (isList(value) ? value : value.tuple).map((one) => json(one, layout, depth + 1)),
      layout,
      depth,
    );
  if (!isMapping(value)) return refuse(`${typeName(value)} as JSON`);
  const pairs = layout.sortKeys ? [...value].toSorted(([a], [b]) => order(a, b)) : [...value];
  const inner = pairs.map(
    ([key, one]) => `${quoted(keyText(key), layout.ascii)}${layout.separators[1]}${json(one, layout, depth + 1)}`,
  );
  return enclosed('{}', inner, layout, depth);
}

function enclosed([open = '', close = '']: string, parts: readonly string[], layout: Layout, depth: number): string {
  if (parts.length === 0) return open + close;
  if (layout.indent === undefined) return open + parts.join(layout.separators[0]) + close;
  const line = (level: number): string => `\n${' '.repeat((layout.indent ?? 0) * level)}`;
  return open + line(depth + 1) + parts.join(layout.separators[0].trimEnd() + line(depth + 1)) + line(depth) + close;
}

const dumping =
  (nice: boolean): Filter =>
  (value, given) => {
    const {
      indent = nice ? 4n : null,
      sort_keys: sort = nice,
      ensure_ascii: ascii = true,
    } = argumentsOf(
      {
        positional: nice
          ? given.positional
          : given.positional.length > 0
            ? refuse('to_json with arguments without names')
            : [],
        named: given.named,
      },
      ['indent', 'sort_keys', 'ensure_ascii'],
    );
    const by = indent === null ? undefined : integerArgument(indent, 0);
    const separators = nice || by !== undefined ? ([',', ': '] as const) : ([', ', ': '] as const);
    return { text: json(value, { indent: by, sortKeys: truthy(sort), separators, ascii: truthy(ascii) }, 0) };
  };

/** What a text in JSON says. */
function fromJson(text: string): Value {
  let simple: unknown;
  try {
    simple = JSON.parse(text);
  } catch {
    return refuse('from_json of what is no JSON');
  }
  if (typeof simple === 'number') return /[.eE]/.test(text) ? simple : BigInt(text.trim());
  if (simple === null || typeof simple === 'boolean' || typeof simple === 'string') return simple;
  const asPython = text.trim().replace(/\\([\s\S])/g, (escaped, character) => (character === '/' ? '/' : escaped));
  return literalEval(asPython) ?? refuse('from_json of this text');
}

const digest =
  (algorithm: string): Filter =>
  (value, given) => {
    argumentsOf(given, []);
    return hash(toText(value), algorithm);
  };

function hash(text: string, algorithm: string): string {
  if (!['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].includes(algorithm))
    return refuse(`hash by ${algorithm}`);
  return createHash(algorithm).update(text).digest('hex');
}

/** Make texts for others to read, and read such texts. */
export const ENCODINGS: Readonly<Record<string, Filter>> = {
  to_json: dumping(false),
  to_nice_json: dumping(true),
  from_json(value, given) {
    argumentsOf(given, []);
    return fromJson(textOf(value) ?? refuse(`from_json of ${typeName(value)}`));
  },
  from_yaml(value, given) {
    argumentsOf(given, []);
    const { root, problems } = parseYaml('from_yaml', textOf(value) ?? refuse(`from_yaml of ${typeName(value)}`));
    if (problems.length > 0) return refuse('from_yaml of what is no YAML');
    // Braces in it are texts: nothing fills them in.
    return root === undefined ? null : fromWritten(root, (template) => detailsOf(template).source);
  },
  b64encode(value, given) {
    argumentsOf(given, []);
    return Buffer.from(textOf(value) ?? refuse(`b64encode of ${typeName(value)}`)).toString('base64');
  },
  b64decode(value, given) {
    argumentsOf(given, []);
    const text = (textOf(value) ?? refuse(`b64decode of ${typeName(value)}`)).replace(/\s/g, '');
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
      return refuse('b64decode of what is no base64');
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(text, 'base64'));
    } catch {
      return refuse('b64decode of what is no text');
    }
  },
  hash(value, given) {
    const { hashtype } = argumentsOf(given, ['hashtype']);
    return hash(textOf(value) ?? refuse(`hash of ${typeName(value)}`), textArgument(hashtype, 'sha1'));
  },
  md5: digest('md5'),
  sha1: digest('sha1'),
  checksum: digest('sha1'),
};
