import { expect, test } from 'vitest';
import { createSecrets } from '../../../src/core/secrets.ts';

test.each([
  ['a value of three characters is in any text', 'abc', 'abc', false],
  ['one of four is looked for', 'abcd', 'abcd', true],
  ['a line of seven characters may be in any text', 'whole-line-1\nshort77', 'short77', false],
  ['one of eight is looked for', 'whole-line-1\nlonger88', 'longer88', true],
])('%s', (_, value, said, isTaken) => {
  const secrets = createSecrets();
  const token = secrets.seal('key', value);
  expect(secrets.redact(`it said ${said}`)).toBe(`it said ${isTaken ? token : said}`);
});

test.each(['password', 'Hunter', 'hunter2'])(
  'what is no short word in small letters is taken out of sentences, too: %s',
  (value) => {
    const secrets = createSecrets();
    const token = secrets.seal('ansible_password', value);
    expect(secrets.redact(`it ends in ${value}`, { as: 'sentence' })).toBe(`it ends in ${token}`);
  },
);

test.each([
  ['YAML', `it's & "x"/y`, `'it''s & "x"/y'`],
  ['a URL', 'p w/d&x', 'http://al:p%20w%2Fd%26x@n1/'],
  ['HTML', 'a<b>&"c"', '<td>a&lt;b&gt;&amp;&quot;c&quot;</td>'],
])('a secret is taken out as %s has it', (_, value, text) => {
  const secrets = createSecrets();
  const token = secrets.seal('key', value);
  expect(secrets.redact(text)).toContain(token);
});

test('of a text over two lines both have to be shown anyway; one value under two names has the first', () => {
  const secrets = createSecrets();
  const token = secrets.seal('key', 'first line\nother line');
  expect(secrets.redact('first line\nother line', { keep: new Set(['first line']) })).toBe(token);
  const first = secrets.seal('one', 'the same value');
  secrets.seal('two', 'the same value');
  expect(secrets.redact('the same value')).toBe(first);
});
