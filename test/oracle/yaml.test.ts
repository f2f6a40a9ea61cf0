import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible } from './ansible.ts';
import { mutate, randomNumbers } from './mutate.ts';
import { runs, SEED, timeFor } from './runs.ts';
import { type Read, readByAnsible, readByUmctl } from './yaml-values.ts';

const root = path.resolve(import.meta.dirname, '../..');
const files = ['inventory.example.yaml', ...globSync('test/unit/inventory/fixtures/**/*.{yaml,yml}', { cwd: root })];

/** What umctl must read, as Ansible does. */
const READ = [
  ['a quoted text that goes on at its key', 'a:\n  k: "one\n  two"\nb: \'x\n\n y\'\n'],
  ['a list whose bracket stands to the left', 'a:\n    k: [\n  1, 2\n  ]\n'],
  ['a block that ends with the file', 'k: |'],
  ['the same, with text', 'k: |\n  text'],
  ['folded and kept line breaks', 'a: >\n  x\n  y\n\n  z\n   w\n  v\nb: |+\n  x\n\nc: >-\n x\n'],
  ['a byte order mark and CRLF', '\ufeffall:\r\n  hosts:\r\n    n1: "a\r\n      b"\r\n'],
  ['words', 'a: [yes, No, on, OFF, y, n, true, TRUE, ~, null, Null, "yes", e, 1e3]\n'],
  [
    'numbers',
    'a: [0644, 0o7, 09, 0x1F, 0b11, 1_000, +1, -0, 1:30, 190:20:30.15, 1., .5, -.5, +.5, 1e+3, 1.5e+300, .inf]\n',
  ],
  ['integers of any size', 'a: [123456789012345678901234567890, -0xFFFFFFFFFFFFFFFFFFFF]\n'],
  ['dates', 'a: [2001-12-14, 2001-12-14t21:59:43.10-05:00, 2001-12-14 21:59:43, 2001-1-1, 2001-12-14 1:2:3Z]\n'],
  ['merge keys', 'a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [{x: 5}, *a], z: 1}\n'],
  ['keys that are no text', '{yes: 1, 10: 2, 0x10: 3, 1.5: 4, ~: 5, "10x": 6, =: 7}\n'],
  [
    'tags',
    'a: !!str 12\nb: !unsafe "{{ x }}"\nc: !vault |\n  $ANSIBLE_VAULT\nd: ! 12\ne: ! "12"\nf: !!float 1\ng: !\nh: ! ""\ni: [! , 1]\n',
  ],
  ['one document in its marks', '%YAML 1.1\n---\na: b\n...\n'],
  ['tabs between', 'a:\tb\n[x,\ty]: z\n'.split('[')[0] ?? ''],
  ['a hash without a blank', 'a: b#c\nd: "e"#f\n'],
  ['JSON', '{"a": [1e3, 1.0, -0, "\\ud83d\\ude00", "\\/", true, null, NaN, -Infinity]}'],
  ['question marks', 'a: [?b, ?c: 1, d?, e?f]\ng: {?h: i, ? j: k, ?l}\nm: ?n\n?o: p\n'],
  ['escapes', 'a: "\\x41\\u00e9\\U0001F600\\t\\e\\_\\N\\  \\\n   b"\n'],
] as const;

describe.skipIf(!hasAnsible)('YAML says to umctl what it says to Ansible', () => {
  let answers: readonly Read[] = [];
  beforeAll(async () => {
    answers = await readByAnsible(READ.map(([, text]) => text));
  });

  test.each(READ.map(([name, text], i) => ({ name, text, i })))('$name', ({ text, i }) => {
    expect(answers[i]).toHaveProperty('value');
    expect(readByUmctl(text)).toEqual(answers[i]);
  });

  test('or is refused, whatever slips a hand makes', { timeout: timeFor(runs(2500) / 10) }, async () => {
    const random = randomNumbers(20_261_128 + SEED);
    const texts = files.map((file) => readFileSync(path.join(root, file), 'utf8')).filter((text) => text.length < 5000);
    const changed = Array.from({ length: runs(2500) }, () => {
      let text = texts[random(texts.length)] ?? '';
      for (let slips = 1 + random(3); slips > 0; slips--) text = mutate(text, random);
      return text;
    });
    const pairs = (await readByAnsible(changed)).map((ansible, i) => {
      const text = changed[i] ?? '';
      return { text, ansible, umctl: readByUmctl(text) };
    });
    const both = pairs.filter(({ ansible, umctl }) => 'value' in ansible && 'value' in umctl);
    expect(both.length).toBeGreaterThan(changed.length / 3);
    for (const { text, ansible, umctl } of both) expect({ text, ...umctl }).toEqual({ text, ...ansible });
    const lenient = pairs.filter(({ ansible, umctl }) => 'error' in ansible && 'value' in umctl);
    expect(lenient.filter(({ ansible }) => 'error' in ansible && ansible.error !== 'too many values')).toEqual([]);
    // What Ansible reads and umctl does not are keys that print alike, bombs, an alias within what it repeats, its own signs, and names that no inventory has.
    const strict = pairs.filter(({ ansible, umctl }) => 'value' in ansible && 'error' in umctl);
    const known =
      /aliases multiply|nested more than|no anchor &|contain itself|prints? alike|missing blank after the colon|U\+E00|a key must be plain text|!unsafe before|the tag|U\+|typographic/;
    expect(strict.filter(({ umctl }) => 'error' in umctl && !known.test(umctl.error))).toEqual([]);
    expect(strict.length).toBeLessThan(changed.length / 8);
  });
});
