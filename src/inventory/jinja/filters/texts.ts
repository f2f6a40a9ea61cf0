import { argumentsOf, integerArgument, textArgument } from '../arguments.ts';
import { textOf, truthy } from '../compare.ts';
import { refuse } from '../failure.ts';
import { formatPercent } from '../format.ts';
import { toText } from '../python-text.ts';
import { capitalize, lower, replaceText, splitLines, splitText, strip, upper } from '../text.ts';
import type { Value } from '../value.ts';
import type { Filter } from './filter.ts';

const plain =
  (make: (text: string) => Value): Filter =>
  (value, given) => {
    argumentsOf(given, []);
    return make(toText(value));
  };

/** Each piece between blanks, dashes and opening brackets begins with a capital letter (jinja2/filters.py `do_title`). */
const titled = (text: string): string =>
  text
    .split(/([-\s({[<]+)/)
    .map((piece) => (piece === '' ? '' : capitalize(piece)))
    .join('');

const mustBeText = (value: Value, filter: string): string => textOf(value) ?? refuse(`${filter} of what is no text`);

/** Make other texts of texts. */
export const TEXTS: Readonly<Record<string, Filter>> = {
  wordcount(value, given) {
    argumentsOf(given, []);
    return BigInt(toText(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0);
  },
  lower: plain(lower),
  upper: plain(upper),
  capitalize: plain(capitalize),
  title: plain(titled),
  trim(value, given) {
    const { chars = null } = argumentsOf(given, ['chars']);
    return strip(toText(value), chars === null ? undefined : textArgument(chars, ''));
  },
  replace(value, given) {
    const { old, new: to, count = null } = argumentsOf(given, ['old', 'new', 'count']);
    if (old === undefined || to === undefined) return refuse('replace without two texts');
    return replaceText(toText(value), {
      from: toText(old),
      to: toText(to),
      most: count === null ? -1 : integerArgument(count, -1),
    });
  },
  split(value, given) {
    const { sep = null, maxsplit } = argumentsOf(given, ['sep', 'maxsplit']);
    const at = sep === null ? undefined : textArgument(sep, '');
    return splitText(mustBeText(value, 'split'), at, { most: integerArgument(maxsplit, -1), direction: 'left' });
  },
  format(value, { positional, named }) {
    if (named.size > 0 && positional.length > 0) return refuse('format with names and without');
    const whole = named.size > 0 ? new Map(named) : { tuple: positional };
    return formatPercent(toText(value), positional, whole);
  },
  indent(value, given) {
    const { width = 4n, first = false, blank = false } = argumentsOf(given, ['width', 'first', 'blank']);
    const indention = textOf(width) ?? ' '.repeat(integerArgument(width, 4));
    const [head = '', ...lines] = splitLines(`${mustBeText(value, 'indent')}\n`);
    const rest = lines.map((line) => `\n${line === '' && !truthy(blank) ? '' : indention}${line}`);
    return `${truthy(first) ? indention : ''}${head}${rest.join('')}`;
  },
  /** For a shell, as Python's shlex.quote has it. */
  quote(value, given) {
    argumentsOf(given, []);
    const text = value === null ? '' : toText(value);
    if (text === '') return "''";
    return /[^\w@%+=:,./-]/.test(text) ? `'${text.replaceAll("'", `'"'"'`)}'` : text;
  },
};
