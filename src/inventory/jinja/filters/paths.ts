import { argumentsOf } from '../arguments.ts';
import { itemsOf, textOf } from '../compare.ts';
import { refuse } from '../failure.ts';
import { isList, isTuple, typeName, type Value } from '../value.ts';
import type { Filter } from './filter.ts';

const path = (value: Value, filter: string): string => textOf(value) ?? refuse(`${filter} of ${typeName(value)}`);

/** Python's os.path.join. */
const joined = (parts: readonly string[]): string =>
  parts.reduce((before, part) =>
    part.startsWith('/') ? part : before === '' || before.endsWith('/') ? before + part : `${before}/${part}`,
  );

/** Take paths apart, and put them together, as Python's os.path does. */
export const PATHS: Readonly<Record<string, Filter>> = {
  basename(value, given) {
    argumentsOf(given, []);
    return path(value, 'basename').replace(/^.*\//s, '');
  },
  dirname(value, given) {
    argumentsOf(given, []);
    const head = /^.*\//s.exec(path(value, 'dirname'))?.[0] ?? '';
    return /^\/*$/.test(head) ? head : head.replace(/\/+$/, '');
  },
  splitext(value, given) {
    argumentsOf(given, []);
    const text = path(value, 'splitext');
    const [, root = text, extension = ''] = /^((?:.*\/)?\.*[^./][^/]*?)(\.[^./]*)$/s.exec(text) ?? [];
    return { tuple: [root, extension] };
  },
  path_join(value, given) {
    argumentsOf(given, []);
    if (!isList(value) && !isTuple(value)) return path(value, 'path_join');
    const parts = itemsOf(value).map((one) => path(one, 'path_join'));
    return parts.length === 0 ? refuse('path_join of nothing') : joined(parts);
  },
};
