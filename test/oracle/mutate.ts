/** Signs and words that mean something in YAML. */
const PIECES = [
  ...[
    ':',
    ' ',
    '\n',
    '\t',
    '- ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '#',
    '&a ',
    '*a',
    '!vault ',
    '!unsafe ',
    '!x ',
    '? ',
  ],
  ...[
    '| \n',
    '>\n',
    '|-\n',
    '|2\n',
    '>+\n',
    ': ',
    '---\n',
    '...\n',
    '%',
    '@',
    '`',
    '\\',
    '\r\n',
    '\r',
    '\u00a0',
    '\ufeff',
  ],
  ...['\u2028', '\u0085', '<<: ', 'yes', '0644', '1:30', '~', 'null', '.inf', '1_000', '2001-12-14', '1e3', '!!int '],
  ...[
    '!!str ',
    '!!set ',
    '!!binary ',
    '=',
    '0x1f',
    '\\x41',
    '\\u00e9',
    '\\\n',
    '  ',
    'é',
    '%YAML 1.2\n',
    ' #',
    '#x',
    '--',
  ],
  ...['?', 'k: v', '\n\n', '0b1', '+1', '.5', '1.', '-.5e+3', '190:20:30.15', '0o7', '09', '"a": ', '[a, b]', '{a: 1}'],
  ...['- - ', '2001-12-14 21:59:43.10 -5', '! ', '!!float 1', '{"a":1e3}', '😀', '"\\ud83d\\ude00"'],
];

/** A random number below `limit`, the same in each run; https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

type Random = (limit: number) => number;

const pick = (random: Random, list: readonly string[]): string => list[random(list.length)] ?? '';

/** Changes a place in a text, or a line of it, as slips of a hand would. */
export function mutate(text: string, random: Random): string {
  const at = random(text.length + 1);
  const lines = text.split('\n');
  const line = random(lines.length);
  const own = lines[line] ?? '';
  const withLine = (...others: readonly string[]) => lines.toSpliced(line, 1, ...others).join('\n');
  switch (random(10)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + pick(random, PIECES) + text.slice(at + random(4));
    case 2:
      return withLine(' '.repeat(1 + random(3)) + own);
    case 3:
      return withLine(own.slice(1 + random(3)));
    case 4:
      return withLine();
    case 5:
      return withLine(own, pick(random, lines));
    case 6:
      return text.slice(0, at);
    case 7:
      return withLine(...brokenValue(own, random));
    default:
      return text.slice(0, at) + pick(random, PIECES) + text.slice(at);
  }
}

/** The value of a line in quotes or brackets that go on in the next lines, which are indented somehow. */
function brokenValue(line: string, random: Random): readonly string[] {
  const [, before = '', value = ''] = /^(\s*[^:]*: )(.*)$/.exec(line) ?? [];
  const [open = '', close = ''] = pick(random, ['""', "''", '[]', '{}', '|\n', '>\n']);
  const column = (): string => ' '.repeat(Math.max(0, before.search(/\S/) + random(5) - 2));
  const cut = random(value.length + 1);
  return [before + open + value.slice(0, cut), column() + value.slice(cut), column() + close.trim()];
}
