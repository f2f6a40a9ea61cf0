import fc from 'fast-check';

/** Names as `random-inventory.ts` has them, and some that no inventory has. */
const NAMES = [
  ...['all', 'ungrouped', 'web', 'db', 'a1', 'zone', 'm-n', 'b_2', 'n1', 'n2', 'n3', 'n20', 'web1', 'x.example.com'],
  ...['10.0.0.9', 'a', 'z', 'r01', 'r02', 'r03', 'p1', 'nosuch', 'al', 'WEB', 'x', 'r04', 'db1'],
];
const WILDCARDS = [
  ...[
    '*',
    '**',
    '?',
    'n*',
    '*n',
    'w?b',
    'w*[0-9]',
    '[a-z]',
    '[!n]*',
    '[^n]*',
    '[ab]*',
    'r0[1-2]',
    'r0[13]',
    '*.example.*',
  ],
  ...[
    '[a-',
    'n[]',
    'n[!]',
    '[]a]*',
    '[[]',
    'n[1-3]*',
    '10.*',
    '?????',
    '*e*',
    'u*',
    'a*l',
    'x.ex*[m]',
    '*[!0-9]',
    '\\*',
  ],
];
const REGEXES = [
  ...[
    '~n',
    '~n\\d+',
    '~^n\\d$',
    '~web|db',
    '~(web|db)$',
    '~.*',
    '~.',
    '~',
    '~[ab]',
    '~[^n].*\\d',
    '~r0[1-3]',
    '~(?i)WEB',
  ],
  ...[
    '~(?:n|r)0?2',
    '~n(?=2)',
    '~n(?!2)',
    '~(?P<d>n)\\d',
    '~(.).*\\1',
    '~\\w+\\.\\w+',
    '~x\\.e',
    '~n{1,2}2',
    '~n2?',
    '~[[:alpha:]]',
  ],
  ...[
    '~z\\Z',
    '~\\Ab',
    '~a$',
    '~n\\d{2}',
    '~(',
    '~*',
    '~n[',
    '~[\\d.]+',
    '~\\bdb\\b',
    '~.*[^\\W\\d_]$',
    '~(?x) w e b',
    '~(?s).+',
  ],
];
const POSITIONS = [
  ...[
    '[0]',
    '[1]',
    '[-1]',
    '[-2]',
    '[0:1]',
    '[1:]',
    '[0:0]',
    '[1:0]',
    '[2:5]',
    '[0-1]',
    '[-1:]',
    '[:1]',
    '[00]',
    '[9]',
    '[1:1]',
  ],
  ...['[0:99]', '[x]', '[]', '[0][0]', '[01:02]', '[-0]'],
];

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 3, arbitrary: fc.constantFrom(...WILDCARDS) },
  { weight: 2, arbitrary: fc.constantFrom(...REGEXES) },
);
const part = fc
  .tuple(
    fc.constantFrom('', '', '', '', '!', '&', '! ', '!!'),
    text,
    fc.option(fc.constantFrom(...POSITIONS), { freq: 4 }),
  )
  .map(([sign, name, position]) => `${sign}${name}${position ?? ''}`);

/** A pattern of one to four parts, with the signs between them that people write. */
const pattern = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom(',', ':', ', ', ' ', ' : ', '::', ',,'))
  .map(([parts, between]) => parts.join(between));

/** Patterns, some of them with a limit. */
export const patterns = (count: number) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: pattern }, { weight: 1, arbitrary: fc.tuple(pattern, pattern) }), {
    minLength: count,
    maxLength: count,
  });
