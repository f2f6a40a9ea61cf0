import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import role from '../../../../roles/ldirectord/role.ts';
import { perlComplaint } from '../../../../src/cluster/services/perl-pattern.ts';
import { issues } from '../../roles/refusals.ts';

/** What a real Perl makes of each: compiled as ldirectord does it, at run time. */
function perlTakes(patterns: readonly string[]): readonly boolean[] {
  const program = 'no warnings; $| = 1; while (<STDIN>) { chomp; my $p = $_; print eval { "" =~ /$p/; 1 } ? 1 : 0 }';
  const { status, stdout, stderr } = spawnSync('perl', ['-e', program], {
    input: patterns.map((pattern) => `${pattern}\n`).join(''),
    encoding: 'utf8',
  });
  if (status !== 0 || stdout.length !== patterns.length) throw new Error(`perl: ${stderr}`);
  return [...stdout].map((answer) => answer === '1');
}

const VALID = [
  ...[
    'ok++',
    '(?>ok|o)k',
    '(?P<x>ok)',
    '(?P<x>ok)(?P=x)',
    '(?<x>o)(?<x>k)',
    '(?|(a)|(b))',
    '(?i)ok',
    'o(?i)k(?-i)',
    '(?^:ok)',
  ],
  ...[
    '[]abc]',
    '[^]]',
    '[](]',
    '[[:alpha:]]+',
    '\\p{L}+',
    '\\x{6f}+k',
    '\\d{3}+',
    'a{,3}',
    '(*FAIL)|ok',
    '(?(?=o)ok|ko)',
    '^*ok',
  ],
  ...[
    '(a)(?1)',
    "(?'x'ok)",
    '\\bok\\b',
    '(o)\\1',
    '\\12',
    'x{',
    '{',
    'x{a}',
    'a]',
    '\\Aok\\z',
    '\\Qok',
    '(?=o)ok',
    '(?<!n)ok',
    '(?<=n)ok',
  ],
];
const BROKEN = [
  '(Test',
  'Test)',
  '[Test',
  '*ok',
  'a|*',
  '(+ok)',
  'a**',
  'a{2}{3}',
  '(?{1})',
  '(??{1})',
  '(?z)',
  '[z-a]',
  '\\1',
  'ok\\',
];

test.each(VALID)('a check may wait for %s, which Perl takes', (receive) => {
  expect(perlTakes([receive])).toEqual([true]);
  expect(issues(role, { virtual_services: [{ name: 'http', port: 80, check: { receive } }] })).toEqual([]);
});

test.each(BROKEN)('%s is refused, as ldirectord dies of what Perl does not take', (receive) => {
  expect(perlTakes([receive])).toEqual([false]);
  expect(issues(role, { virtual_services: [{ name: 'http', port: 80, check: { receive } }] })).toEqual([
    expect.stringMatching(/\.receive: .*expected a regular expression of Perl/),
  ]);
});

test('an escape may begin a range', () => {
  expect(perlTakes(['[\\1--*]', '[a--z]'])).toEqual([true, false]);
  expect(perlComplaint('[\\1--*]')).toBeUndefined();
  expect(perlComplaint('[a--z]')).toMatch(/range/);
});

test('nothing that Perl takes is refused', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b',
      '1',
      '-',
      '^',
      '$',
      '.',
      '|',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '*',
      '+',
      '?',
      ',',
      '\\',
      ':',
      '=',
      '!',
      '<',
      '>',
      'P',
    ],
    ...[
      '(?',
      '[^',
      '[]',
      '[:',
      ':]',
      '{2}',
      '{1,2}',
      '{,2}',
      '(?:',
      '(?<x>',
      '(?P<x>',
      '\\1',
      '\\d',
      '\\x{41}',
      '(?i)',
      '(*',
      'R)',
    ],
  );
  const patterns = fc.sample(fc.string({ unit: piece, minLength: 1, maxLength: 12 }), 4000);
  const takes = perlTakes(patterns);
  const refused = patterns.filter((pattern, i) => takes[i] && perlComplaint(pattern) !== undefined);
  expect(refused).toEqual([]);
  expect(takes.filter(Boolean).length).toBeGreaterThan(100);
});
