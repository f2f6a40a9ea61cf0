import { textOf } from '../compare.ts';
import { missing, refuse } from '../failure.ts';
import { openAll } from '../operators.ts';
import type { Given, Scope } from '../scope.ts';
import { applyTest } from '../tests.ts';
import { isUndefined, type Value } from '../value.ts';
import { ADDRESSES } from './addresses.ts';
import { COLLECTIONS } from './collections.ts';
import { ENCODINGS } from './encodings.ts';
import type { Filter } from './filter.ts';
import { LISTS } from './lists.ts';
import { NUMBERS } from './numbers.ts';
import { PATHS } from './paths.ts';
import { PIECES } from './pieces.ts';
import { REGULAR } from './regular.ts';
import { SELECTIONS } from './selections.ts';
import { TEXTS } from './texts.ts';
import { VALUES } from './values.ts';

/** Those that hand on what they are given, and say nothing about what is in it. */
const CARRY: Readonly<Record<string, Filter>> = { ...VALUES, ...SELECTIONS, ...COLLECTIONS, ...PIECES };

/** Those that make something else of it, which would say something about a secret. */
const WORK: Readonly<Record<string, Filter>> = {
  ...TEXTS,
  ...NUMBERS,
  ...LISTS,
  ...ENCODINGS,
  ...PATHS,
  ...REGULAR,
  ...ADDRESSES,
};

/** Ansible's own, which may be named in full; those of Jinja may not. */
const OF_JINJA: ReadonlySet<string> = new Set([
  ...[
    'abs',
    'batch',
    'capitalize',
    'wordcount',
    'count',
    'd',
    'default',
    'dictsort',
    'first',
    'float',
    'format',
    'groupby',
    'indent',
    'int',
    'items',
    'join',
  ],
  ...[
    'last',
    'length',
    'list',
    'lower',
    'map',
    'max',
    'min',
    'reject',
    'rejectattr',
    'replace',
    'reverse',
    'round',
    'select',
  ],
  ...['selectattr', 'sort', 'string', 'sum', 'title', 'trim', 'upper'],
]);

/** Takes what is not there for an answer. */
const ASK: ReadonlySet<string> = new Set(['default', 'd', 'mandatory']);

/** What a filter of that name makes of a value. @throws RefusedError for one that is not followed */
export function applyFilter(name: string, value: Value, given: Given, scope: Scope): Value {
  const bare = name.replace(/^ansible\.(?:builtin|utils|netcommon)\./, '');
  const isNamedRight =
    bare === name || (!OF_JINJA.has(bare) && name.startsWith('ansible.builtin.') !== bare in ADDRESSES);
  const carries = isNamedRight && Object.hasOwn(CARRY, bare) ? CARRY[bare] : undefined;
  const works = isNamedRight && Object.hasOwn(WORK, bare) ? WORK[bare] : undefined;
  const filter = carries ?? works ?? refuse(`the filter "${name}" is not followed`);
  if (isUndefined(value) && !ASK.has(bare)) throw missing(value);
  if (bare === 'trim' && textOf(value) !== undefined && isTrimmed(textOf(value) ?? '', given, scope)) return value;
  if (carries === undefined) for (const one of [value, ...given.positional, ...given.named.values()]) openAll(one);
  return filter(value, given, {
    ...scope,
    filter: (other, one, all) => applyFilter(other, one, all, scope),
    test: (test, one, all) => applyTest(test, one, all, scope),
  });
}

/** Of a secret it is not to be seen whether there were blanks around it. */
function isTrimmed(text: string, given: Given, scope: Scope): boolean {
  const open = scope.reveal(text);
  return open !== text && open.trim() === open && given.positional.length + given.named.size === 0;
}
