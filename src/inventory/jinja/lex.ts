import { refuse } from './failure.ts';

/** What Jinja's lexer makes of a template (jinja2/lexer.py): what is between tags, the tags, and what is in them. */
export interface Token {
  readonly type:
    | 'data'
    | 'begin'
    | 'end'
    | 'raw'
    | 'comment'
    | 'name'
    | 'string'
    | 'integer'
    | 'float'
    | 'operator'
    | 'blank';
  /** As it is written; of `data` what counts, without what signs of tags cut off. */
  readonly text: string;
  /** Where it begins, for messages; counted from 0. */
  readonly at: number;
}

const OPENING = /\{[{%#]/g;
const RAW = /\{%([-+]?)\s*raw\s*(?:-%\}\s*|%\})/y;
const END_RAW = /\{%([-+]?)\s*endraw\s*(?:\+%\}|-%\}\s*|%\}\n?)/g;
const END_COMMENT = /\+#\}|-#\}\s*|#\}\n?/g;
const END_OUTPUT = /-\}\}\s*|\}\}/y;
const END_BLOCK = /\+%\}|-%\}\s*|%\}\n?/y;

const INSIDE: readonly (readonly [Token['type'], RegExp])[] = [
  ['blank', /\s+/y],
  ['float', /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/y],
  ['integer', /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y],
  ['name', /[\p{L}\p{N}\p{Mn}\p{Mc}_\u00b7]+/uy],
  ['string', /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y],
  ['operator', /\*\*|\/\/|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y],
];

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

const matchAt = (pattern: RegExp, source: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(source);
};

/** Lines end with \n, and the last of them without. */
export const normalised = (template: string): string => template.replace(/\r\n?/g, '\n').replace(/\n$/, '');

/** @throws RefusedError where Jinja finds no template */
export function lex(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const add = (type: Token['type'], text: string, at: number): void => {
    tokens.push({ type, text, at });
  };
  const data = (text: string, sign: string | undefined, at: number): void =>
    add('data', sign === '-' ? text.trimEnd() : text, at);
  let at = 0;
  while (at < source.length) {
    const opening = matchAt(OPENING, source, at);
    if (opening === null) {
      add('data', source.slice(at), at);
      break;
    }
    const begin = opening.index;
    const raw = matchAt(RAW, source, begin);
    if (raw !== null) {
      data(source.slice(at, begin), raw[1], at);
      const inside = begin + raw[0].length;
      const end = matchAt(END_RAW, source, inside) ?? refuse('{% raw %} without {% endraw %}');
      add('raw', raw[0], begin);
      data(source.slice(inside, end.index), end[1], inside);
      add('raw', end[0], end.index);
      at = end.index + end[0].length;
      continue;
    }
    const sign = /[-+]/.test(source[begin + 2] ?? '') ? (source[begin + 2] ?? '') : '';
    const tag = opening[0] + sign;
    data(source.slice(at, begin), sign, at);
    if (opening[0] === '{#') {
      const end = matchAt(END_COMMENT, source, begin + tag.length) ?? refuse('a comment {# without #}');
      at = end.index + end[0].length;
      add('comment', source.slice(begin, at), begin);
      continue;
    }
    add('begin', tag, begin);
    at = inTag(source, begin + tag.length, {
      end: opening[0] === '{{' ? END_OUTPUT : END_BLOCK,
      opening: opening[0],
      add,
    });
  }
  return tokens;
}

interface Tag {
  readonly end: RegExp;
  readonly opening: string;
  readonly add: (type: Token['type'], text: string, at: number) => void;
}

function inTag(source: string, from: number, { end, opening, add }: Tag): number {
  const open: string[] = [];
  let at = from;
  for (;;) {
    const closed = open.length === 0 ? matchAt(end, source, at) : null;
    if (closed !== null) {
      add('end', closed[0], at);
      return at + closed[0].length;
    }
    const [type, text] = next(source, at) ?? [];
    if (type === undefined || text === undefined)
      return refuse(
        at >= source.length ? `${opening} is not closed` : `${JSON.stringify(source[at])} cannot stand in ${opening}`,
      );
    if (type === 'operator') {
      const closing = CLOSING[text];
      if (closing !== undefined) open.push(closing);
      else if (/[)}\]]/.test(text) && open.pop() !== text) refuse(`a bracket ${text} that nothing opens`);
    }
    add(type, text, at);
    at += text.length;
  }
}

function next(source: string, at: number): readonly [Token['type'], string] | undefined {
  for (const [type, pattern] of INSIDE) {
    const found = matchAt(pattern, source, at)?.[0];
    if (found !== undefined) return [type, found];
  }
  return undefined;
}

/**
 * Backslashes in the texts of `{{ … }}` mean themselves, as Ansible doubles them before Jinja sees them
 * (ansible/template `_escape_backslashes`).
 */
export function withBackslashes(source: string): string {
  if (!source.includes('\\') || !source.includes('{{')) return source;
  let inOutput = false;
  return lex(normalised(source))
    .map(({ type, text }) => {
      if (type === 'begin') inOutput = text.startsWith('{{');
      return type === 'string' && inOutput ? text.replaceAll('\\', '\\\\') : text;
    })
    .join('');
}
