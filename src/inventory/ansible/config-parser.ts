import type { Position, Problem } from '../../core/errors.ts';
import { CONFLICT, isConflict } from '../conflict.ts';

/** A setting as it stands in a configuration file. */
export interface ConfigValue {
  readonly value: string;
  readonly at: Position;
  readonly key: Position;
}

/** Settings by section, and by key in lower case; or what is wrong with the file. */
export type Config =
  | { readonly sections: ReadonlyMap<string, ReadonlyMap<string, ConfigValue>> }
  | { readonly problem: Problem };

/** What Python's str.strip() takes off, and str.isspace() is true of. */
const BLANK = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const AROUND = new RegExp(`^${BLANK}+|${BLANK}+$`, 'g');
const INLINE_COMMENT = new RegExp(`(?:^|(?<=${BLANK}));`);
const PAIR = new RegExp(`^(.*?)${BLANK}*([=:])${BLANK}*(.*)$`, 's');
const SHOWN = new RegExp(`(?!${BLANK}).`, 'su');

const strip = (text: string): string => text.replace(AROUND, '');

interface Growing {
  readonly lines: string[];
  readonly at: Position;
  readonly key: Position;
}

/**
 * Reads a file as Ansible has Python's `configparser.ConfigParser(inline_comment_prefixes=(';',))` read it, and takes
 * values without interpolation: what is indented further goes on with the value before it, comments begin with `#` or `;`,
 * and only ` ;` begins one behind a value.
 */
export function parseConfig(file: string, text: string): Config {
  const sections = new Map<string, Map<string, Growing>>();
  const shared = new Map<string, Growing>();
  let section: Map<string, Growing> | undefined;
  let sectionName = '';
  let option: Growing | undefined;
  let indent = 0;
  for (const [number, line] of text.split('\n').entries()) {
    const place = (column: number): Position => ({ file, line: number + 1, column: column + 1 });
    const refuse = (message: string): Config => ({ problem: { at: place(line.search(SHOWN)), message } });
    const isComment = /^[#;]/.test(strip(line));
    const comment = isComment ? 0 : line.search(INLINE_COMMENT);
    const value = strip(comment === -1 ? line : line.slice(0, comment));
    if (value === '') {
      if (comment === -1) option?.lines.push('');
      continue;
    }
    const column = line.search(SHOWN);
    if (option !== undefined && column > indent) {
      option.lines.push(value);
      continue;
    }
    indent = column;
    if (isConflict(line)) return refuse(CONFLICT);
    const header = /^\[(.+)\]/.exec(value)?.[1];
    if (header !== undefined) {
      if (sections.has(header)) return refuse(`the section [${header}] stands in the file twice`);
      sectionName = header;
      section = header === 'DEFAULT' ? shared : new Map();
      if (header !== 'DEFAULT') sections.set(header, section);
      option = undefined;
      continue;
    }
    if (section === undefined)
      return refuse(
        value.startsWith('[')
          ? `found ${JSON.stringify(value)}; the name of a section ends with ]`
          : 'expected a section, such as [defaults], before the first setting',
      );
    const [, name = '', , content = ''] = PAIR.exec(value) ?? [];
    if (name === '') return refuse(`expected KEY = VALUE, found ${JSON.stringify(value)}`);
    const key = strip(name).toLowerCase();
    if (section.has(key)) return refuse(`${key} stands in [${sectionName}] twice`);
    option = { lines: [strip(content)], key: place(column), at: place(column + value.length - content.length) };
    section.set(key, option);
  }
  return {
    sections: new Map([...sections].map(([name, options]) => [name, settled(new Map([...shared, ...options]))])),
  };
}

const settled = (options: ReadonlyMap<string, Growing>): ReadonlyMap<string, ConfigValue> =>
  new Map(
    [...options].map(([key, { lines, ...places }]) => [
      key,
      { value: lines.join('\n').replace(new RegExp(`${BLANK}+$`), ''), ...places },
    ]),
  );
