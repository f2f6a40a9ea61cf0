import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible, type Oracle, type Question, startOracle } from './ansible.ts';
import { compare } from './compare.ts';

const INVENTORY = `
all:
  vars: { v: all, map: { a: all, deep: { x: all } }, l: [all] }
  children:
    outer: { vars: { v: outer }, children: { inner: { hosts: { n1: { v: host, map: { c: host } }, n2: }, vars: { v: inner } } } }
    other: { vars: { ansible_group_priority: 5, map: { deep: { y: other } } }, hosts: { n2: , n3: } }
`;

/** Which of many places say what `v` is: each combination is one question. */
const PLACES = [
  ...['inv/group_vars/all.yml', 'inv/group_vars/outer', 'inv/group_vars/inner/a.yml', 'inv/host_vars/n1'],
  ...['second/group_vars/all', 'second/group_vars/outer.yaml', 'second/host_vars/n2.json'],
  ...['play/group_vars/all/main.yml', 'play/group_vars/outer.yml', 'play/group_vars/other', 'play/host_vars/n1.yml'],
];

const content = (place: string): string =>
  `{"v": "${place}", "${place}": 1, "map": {"a": "${place}", "deep": {"${place}": [1]}}, "l": ["${place}"]}\n`;

const EXTRA: readonly (readonly string[])[] = [
  ['v=extra'],
  ['a=1 b="two words" c=\'it\' d={{ x }} e="{{ a b }}" f=a=b g='],
  ['n=1\nm=2  o=3'],
  ['a="x\\ty" b=\\\\x c=\\u00e9 d="q\\"q"'],
  ['{"j": [1, 2.5, null, true], "map": {"z": 1}}'],
  ['{y: no, z: 017, w: [a]}'],
  ['@DIR/extra.yml', 'v=later'],
  ['v=1', '{v: 2}', '@DIR/extra.yml'],
  ['ansible_user=x ansible_port=2222'],
];

describe.skipIf(!hasAnsible).each(['replace', 'merge'] as const)(
  'variables count as for Ansible: %s',
  (hashBehaviour) => {
    let oracle: Oracle;
    const root = mkdtempSync(path.join(tmpdir(), 'umctl-vars-'));
    beforeAll(() => {
      oracle = startOracle({ ANSIBLE_HASH_BEHAVIOUR: hashBehaviour });
    });
    afterAll(async () => {
      await oracle.stop();
      rmSync(root, { recursive: true });
    });

    /** A directory with those places that `bits` names. */
    function site(bits: number): string {
      const cwd = path.join(root, String(bits));
      for (const dir of ['inv', 'second', 'play']) mkdirSync(path.join(cwd, dir), { recursive: true });
      writeFileSync(path.join(cwd, 'inv/hosts.yaml'), INVENTORY);
      writeFileSync(path.join(cwd, 'second/hosts.yaml'), 'outer: { hosts: { n4: { v: second } } }\n');
      writeFileSync(path.join(cwd, 'extra.yml'), 'v: file\nmap: {e: 1, deep: {x: extra}}\n');
      for (const [i, place] of PLACES.entries()) {
        if ((bits & (1 << i)) === 0) continue;
        mkdirSync(path.dirname(path.join(cwd, place)), { recursive: true });
        writeFileSync(path.join(cwd, place), content(place));
      }
      return cwd;
    }

    const same = async (question: Question): Promise<void> => {
      const { differences, refused } = await compare(oracle, { ...question, hashBehaviour });
      expect({ differences, refused }).toEqual({ differences: [], refused: undefined });
    };

    // All, none, each missing, and some mixtures.
    const all = (1 << PLACES.length) - 1;
    const mixed = [0x155, 0x2aa, 0x333, 0x4cc, 0x70f, 0x7b6];
    const missing = hashBehaviour === 'merge' ? [] : PLACES.map((_, i) => all & ~(1 << i));
    test.each([all, 0, ...missing, ...mixed])('from the places of %i', async (bits) => {
      const cwd = site(bits);
      const sources = [path.join(cwd, 'inv/hosts.yaml'), path.join(cwd, 'second/hosts.yaml')];
      const playbookDir = path.join(cwd, 'play');
      await same({ sources, cwd, playbookDir, print: ['list', 'export', 'graphVars'] });
      await same({ sources: sources.toReversed(), cwd, playbookDir });
    });

    test.each(EXTRA)('--extra-vars %s %s', async (...given) => {
      const cwd = site(all);
      const extraVars = given.map((one) => one.replace('DIR', cwd));
      await same({ sources: [path.join(cwd, 'inv/hosts.yaml')], cwd, playbookDir: path.join(cwd, 'play'), extraVars });
    });

    test.each(['foo', 'a="b', 'x={{ y', '/etc/hosts', '[1]', '@/nowhere/at/all', ' ', '@', '@/dev/null'])(
      '%j is refused',
      async (extra) => {
        const cwd = site(0);
        const { refused } = await compare(oracle, {
          sources: [path.join(cwd, 'inv/hosts.yaml')],
          cwd,
          extraVars: [extra],
          hashBehaviour,
        });
        expect(refused).toMatch(/--extra-vars:1:1: .|nowhere|null:1:1: expected variables/);
      },
    );
  },
);
