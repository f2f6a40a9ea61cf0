import { type PythonRegex, pythonRegex } from '../../python/regex.ts';
import { argumentsOf, textArgument } from '../arguments.ts';
import { truthy } from '../compare.ts';
import { refuse } from '../failure.ts';
import { toText } from '../python-text.ts';
import type { Value } from '../value.ts';
import type { Filter } from './filter.ts';

interface Read extends PythonRegex {
  readonly regex: RegExp;
}

function compile(pattern: Value | undefined, ignoreCase: Value = false, multiline: Value = false): Read {
  const source = textArgument(pattern, '');
  const read = pythonRegex(source, { ignoreCase: truthy(ignoreCase), multiline: truthy(multiline) });
  if ('wrong' in read) return refuse(`the regular expression ${JSON.stringify(source)}: ${read.wrong}`);
  return { ...read, regex: new RegExp(read.source, `${read.flags}g`) };
}

const agreeing = ({ groupsAgree }: PythonRegex): void => {
  if (!groupsAgree) refuse('a group that may not match, or is in a part that is repeated, of a regular expression');
};

/** What stands in place of a match: `\1`, `\g<1>` and `\g<name>` are what groups hold. */
function expand(template: string, match: RegExpMatchArray, read: Read): string {
  return template.replace(
    /\\(?:g<(\w+)>|(\d{1,2})|([\s\S]?))/g,
    (escaped: string, name?: string, digits?: string, other?: string) => {
      const group = name ?? digits;
      if (group === undefined)
        return (
          ESCAPES[other ?? ''] ?? (/[A-Za-z]|^$/.test(other ?? '') ? refuse(`${escaped} in a replacement`) : escaped)
        );
      if (group.startsWith('0') && group !== '0') return refuse(`${escaped} in a replacement`);
      if (group === '0') return name === undefined ? '\0' : (match[0] ?? '');
      agreeing(read);
      const found = /^\d/.test(group) ? Number(group) < match.length : group in (match.groups ?? {});
      return found
        ? ((/^\d/.test(group) ? match[Number(group)] : match.groups?.[group]) ?? '')
        : refuse(`the group ${group}, which is not there`);
    },
  );
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

const FLAGS = ['ignorecase', 'multiline'];

/** Search texts by regular expressions of Python's. */
export const REGULAR: Readonly<Record<string, Filter>> = {
  regex_replace(value, given) {
    const { pattern, replacement, ignorecase, multiline } = argumentsOf(given, ['pattern', 'replacement', ...FLAGS]);
    const read = compile(pattern, ignorecase, multiline);
    const template = textArgument(replacement, '');
    const text = toText(value);
    let end = 0;
    let made = '';
    for (const match of text.matchAll(read.regex)) {
      made += text.slice(end, match.index) + expand(template, match, read);
      end = match.index + match[0].length;
    }
    return made + text.slice(end);
  },
  regex_search(value, { positional, named }) {
    const [pattern, ...groups] = positional;
    const { regex, ignorecase, multiline } = argumentsOf({ positional: [], named }, ['regex', ...FLAGS]);
    const read = compile(pattern ?? regex, ignorecase, multiline);
    const [match] = toText(value).matchAll(read.regex);
    const wanted = groups.map(
      (group) => /^\\(?:g<(\w+)>|(\d+))/.exec(textArgument(group, '')) ?? refuse('regex_search with another argument'),
    );
    if (match === undefined) return null;
    if (wanted.length === 0) return match[0];
    agreeing(read);
    return wanted.map(([, name, number]) => {
      const at = number ?? name ?? '';
      const found = /^\d+$/.test(at) ? match[Number(at)] : match.groups?.[at];
      return found ?? refuse(`the group ${at}, which is not there`);
    });
  },
  regex_findall(value, given) {
    const { regex, ignorecase, multiline } = argumentsOf(given, ['regex', 'multiline', 'ignorecase']);
    const read = compile(regex, ignorecase, multiline);
    return [...toText(value).matchAll(read.regex)].map(([whole, ...groups]): Value => {
      if (groups.length === 0) return whole;
      agreeing(read);
      const [first = ''] = groups;
      return groups.length === 1 ? first : { tuple: groups.map((group) => group ?? '') };
    });
  },
  regex_escape(value, given) {
    const { re_type: kind } = argumentsOf(given, ['re_type']);
    if (textArgument(kind, 'python') !== 'python') return refuse('regex_escape for other programs');
    return toText(value).replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&');
  },
};
