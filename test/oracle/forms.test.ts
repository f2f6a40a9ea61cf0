import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';

const ODD = `
all:
  hosts: { lone: }
  children:
    web:
      hosts:
        w[1:3]:
          a: 1
          l: &x [1, 2.0, 1e3, "yes", on, 1.5e+300, .inf, -0.0, 0o7, 017, 1_000, 1:30]
        w9:
          l: *x
          long: 'a text of many words, which goes on and on until it does not fit any more into eighty columns of text'
          lines: "a\\nb\\n c"
          tab: "tab\\there, and then words enough that even a text in double quotes has to be broken into lines, twice, yes"
          nested: [[1, [2]], {a: [], b: {}}, {c: {d: e}}]
      vars: { base: &base { inner: [1] }, again: *base, ${'k'.repeat(128)}: 1, ${'l'.repeat(129)}: 2, "": e, "a\\nb": { c: 1 }, ${'q'.repeat(130)}: [{ r: s }], ${'r'.repeat(130)}: { }, ${'m '.repeat(70)}n: [3], ${'o'.repeat(200)}: { p: 4 }, z: null, version: 1.10, big: 123456789012345678901234567890, t: "{{ other }}", u: "ünï ☃", e: "", colon: "a: b" }
    db:
      hosts: { d1: , d2: { quote: "it's", both: "it's \\"so\\"", dash: "- x", hash: "a #b", at: "@x", word: "no", date: "2020-01-01" } }
      vars: { ansible_group_priority: 10 }
      children: { deep: { hosts: { d3: }, vars: { a: b } } }
`;

/** Keys, dates and tuples that only Python tells from texts and lists. */
const KEYS = `
all:
  vars:
    numbers: { 10: a, 9: b, -3: c, 1.5: d, 1e3: e }
    dates: [2020-01-02, 2020-01-02 03:04:00, 2020-01-02T03:04:05.5+02:00, 2020-01-02T03:04:05-05:30, 2020-01-02 03:04:05Z, 2001-1-1 1:2:3]
    one: { null: x }
    shared: 2020-01-02
  hosts: { n1: , n2: }
`;
const MIXED = KEYS.replace('{ null: x }', '{ 2: y, yes: z, b: w }');
const LITERALS = `[web]
n1 a="{1: 'a', 'b': 2.50, None: 3, True: 4}" t="(1, 'x')" one="(1,)" none="()"
n2
[web:vars]
x={10:[1],9:(1,2)}
`;

describe.skipIf(!hasAnsible)('umctl prints inventories as ansible-inventory does', () => {
  let oracle: Oracle;
  const cwd = mkdtempSync(path.join(tmpdir(), 'umctl-oracle-'));
  beforeAll(() => {
    oracle = startOracle();
    writeFileSync(path.join(cwd, 'odd.yaml'), ODD);
    writeFileSync(path.join(cwd, 'keys.yaml'), KEYS);
    writeFileSync(path.join(cwd, 'mixed.yaml'), MIXED);
    writeFileSync(path.join(cwd, 'literals'), LITERALS);
  });
  afterAll(async () => {
    await oracle.stop();
    rmSync(cwd, { recursive: true });
  });

  test.each(['list', 'export', 'yaml', 'graph', 'graphVars'] as const)('%s', async (form) => {
    const { differences, refused } = await compare(oracle, { sources: ['odd.yaml'], cwd, print: [form] });
    expect({ differences, refused }).toEqual({ differences: [], refused: undefined });
  });

  test.each(['keys.yaml', 'mixed.yaml', 'literals'])('%s', async (file) => {
    const print = ['list', 'export', 'yaml', 'graph', 'graphVars'] as const;
    const { differences, refused } = await compare(oracle, { sources: [file], cwd, print });
    expect({ differences, refused }).toEqual({ differences: [], refused: undefined });
  });

  test('a difference is found', async () => {
    const { ansible } = await compare(oracle, { sources: ['odd.yaml'], cwd });
    expect(ansible.printed?.list).toContain('"2020-01-01"');
    const lying: Oracle = {
      ...oracle,
      ask: async () => ({ ...ansible, groups: { web: ['w2', 'w1'] }, settled: { web: true } }),
    };
    expect((await compare(lying, { sources: ['odd.yaml'], cwd })).differences).toHaveLength(1);
  });
});
