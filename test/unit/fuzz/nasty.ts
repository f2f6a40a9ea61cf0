import fc from 'fast-check';

/** What a shell makes of CANARY when it gets hold of a text unquoted: a file of that name. */
export const CANARY = 'CANARY';

const HOSTILE = [
  `$(touch ${CANARY})`,
  `\`touch ${CANARY}\``,
  `'; touch ${CANARY}; '`,
  `"; touch ${CANARY}; "`,
  `\n touch ${CANARY}\n`,
  `; touch ${CANARY} #`,
  `|| touch ${CANARY} &`,
  `\\'$(touch ${CANARY})`,
  `$\{x:-$(touch ${CANARY})}`,
];

const ODD = [
  ...[
    '',
    ' ',
    '\t',
    '\n',
    'two\nlines',
    'a b',
    ' a',
    'a ',
    "it's",
    '"',
    '""',
    '\\',
    '\\n',
    'a\\',
    '#',
    'a #b',
    '%s',
    '%',
    '*',
    '?',
  ],
  ...[
    '-n',
    '--',
    '-',
    '~',
    '~root',
    '!',
    '$HOME',
    '$',
    '=',
    'a=b',
    ',',
    ':',
    '/',
    '..',
    '<%= v %>',
    `$\{v}`,
    '\0',
    '\u007f',
    '\u0085',
  ],
  ...[
    'ä',
    '日本',
    '🐴',
    '\u202eabc',
    '\u2028',
    '\ufeff',
    'é',
    '\u00a0',
    'yes',
    'null',
    '0644',
    '1:30',
    '1e3',
    '{',
    '[',
    '*a',
    '&a',
    '<<',
  ],
];

const printable = fc.string({ unit: 'grapheme', maxLength: 12 });
const binary = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/\p{Cs}/u.test(text));

/** Texts that break out of something, somewhere. */
export const nasty = fc.oneof(
  { arbitrary: fc.constantFrom(...HOSTILE), weight: 3 },
  fc.constantFrom(...ODD),
  fc.constantFrom(...ODD).map((odd) => `a${odd}z`),
  fc.tuple(printable, fc.constantFrom(...HOSTILE, ...ODD), printable).map((parts) => parts.join('')),
  binary,
);

/** Texts that a person would write. */
export const ordinary = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ._?=&/-]{0,12}[A-Za-z0-9]$/);
