import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { InputError } from '../../../src/core/errors.ts';
import { collector } from '../../../src/inventory/groups.ts';
import { readGroups } from '../../../src/inventory/read-groups.ts';
import { parseYaml } from '../../../src/inventory/yaml/parse.ts';

/** What YAML can hold in double quotes; U+E000 and U+E001 are umctl's own. */
const text = fc.string({ unit: 'binary' }).filter((value) => !/[\uE000\uE001\p{Cs}]/u.test(value));
/** What it can hold as it is. */
const printable = fc
  .string({ unit: 'grapheme' })
  .filter((value) => !/[\uE000\uE001\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u.test(value));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const dataOf = (yaml: string): unknown => {
  const { root, problems } = parseYaml('f', yaml);
  expect(problems).toEqual([]);
  return plain(root?.value);
};
/** A text in double quotes, with everything escaped that may not stand there as it is. */
const quoted = (value: string): string =>
  `"${[...value].map((sign) => (/[ -!#-[\]-~]/.test(sign) ? sign : `\\U${sign.codePointAt(0)?.toString(16).padStart(8, '0')}`)).join('')}"`;

/** JSON with nothing but ASCII in it, with a character in one escape as YAML has it. */
const json = (value: unknown): string =>
  JSON.stringify(value).replace(/[^ -~]/gu, (sign) => `\\U${sign.codePointAt(0)?.toString(16).padStart(8, '0')}`);

describe('any text arrives as it was written', () => {
  test('in double quotes', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(dataOf(`a: ${quoted(value)}`)).toEqual({ a: value });
      }),
    );
  });

  test('in the style that another YAML library chooses', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          printable,
          printable.map((value) => `${value}\n x`),
        ),
        (values) => {
          const named = Object.fromEntries(Object.entries(values).map(([key, value]) => [`k${key}k`, value]));
          expect(dataOf(stringify(named, { version: '1.1' }))).toEqual(named);
        },
      ),
    );
  });
});

test('any data arrives as it was written', () => {
  const data = fc.anything({
    key: text,
    values: [
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('yes', '~', '0644', '1:30', '<<', '*a'),
    ],
  });
  fc.assert(
    fc.property(data, (value) => {
      expect(dataOf(`a: ${json(value)}`)).toEqual({ a: plain(value) });
    }),
  );
});

test('junk is refused, never a crash', () => {
  const pieces = fc.constantFrom(
    'all:',
    'hosts:',
    '\n',
    '  ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a ',
    '<<: ',
    '"',
    "'",
    '|',
    '\t',
    ': ',
    '!!int ',
    'n[1:9]',
    '#',
    '? ',
    '0x1',
    '---\n',
    '\0',
    '%',
  );
  const junk = fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  );
  fc.assert(
    fc.property(junk, (yaml) => {
      const { root, problems } = parseYaml('f', yaml);
      const collect = collector();
      if (root !== undefined) readGroups(root, collect);
      const all = [...problems, ...collect.collected().problems];
      expect(new InputError(all).problems.every(({ at }) => at !== undefined && at.line > 0 && at.column > 0)).toBe(
        true,
      );
    }),
    { numRuns: 1000 },
  );
});
