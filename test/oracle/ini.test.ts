import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasAnsible, type Oracle, startOracle } from './ansible.ts';
import { compare } from './compare.ts';
import { scratch } from './scratch.ts';

/** Inventories in INI form that Ansible and umctl both read. */
const READ: Readonly<Record<string, string>> = {
  'hosts alone': 'n1\nn2:2222\n10.0.0.1\n[2001:db8::1]:22\n2001:db8::2\n',
  'ranges and ports':
    '[web]\nw[01:10:3].example.com:2022 a=1\ndb-[a:c]\nx[1:2]y[0:1]\n[web2]\nw01.example.com:99 b=2\n',
  'groups that are declared later':
    '[top:children]\nlow\nmid\n[mid:children]\nlow\n[low:vars]\nx=1\n[low]\nn1\n[other]\nn2\n',
  'the order of children and hosts':
    '[a:children]\nc\nb\n[b]\nn2\nn1\n[c]\nn3\nn1\n[d]\nn1\nn9\n[a:vars]\nv=a\n[b:vars]\nv=b\n[c:vars]\nv=c\n',
  comments:
    '# one\n; two\n[web] # three\nn1 a=1 # four\nn2 a=x#y\n[web:vars]\nb = 5 # five\nc = text # six\nd = "seven" # eight\n  # nine\n',
  'quotes and backslashes': `[web]\nn1 a='x y' b="it's" c=\\"5\\" d="\\"5\\"" e='"5"' f=a" "b g="a\\\\b" h=C:\\\\dir i=''\n[web:vars]\nj = 'x y'\nk = it's\nl = \\n\nm = "a\\tb"\n`,
  'literals of Python': [
    '[web:vars]',
    ...[
      '1',
      '-1',
      '+7',
      '1.0',
      '1.50',
      '.5',
      '5.',
      '1e3',
      '1E-5',
      '0x1F',
      '0o17',
      '0b11',
      '007',
      '00',
      '1_000',
      '1__0',
      '1e400',
      '-0',
    ],
    ...[
      'True',
      'true',
      'False',
      'None',
      'null',
      'yes',
      '[]',
      '{}',
      '()',
      '(1)',
      '(1,)',
      '1,2',
      '[1, "a", None,]',
      '{"a": [1, {}]}',
    ],
    ...[
      "'a' 'b'",
      'u"x"',
      'r"\\n"',
      'b"x"',
      'f"x"',
      '"\\x41\\u00e9\\101"',
      '"""x"""',
      '"x',
      'a.b',
      '10.0.0.1',
      '1 + 2',
      '- 5',
      '--5',
    ],
    ...[
      '[1, 2',
      '{"a": true}',
      '{"1": 2, "b": (3, 4)}',
      '123456789012345678901234567890',
      '12ab',
      '[1]x',
      '"a"#b',
      '1 # c',
      '',
    ],
  ]
    .map((value, i) => (i === 0 ? value : `v${i}=${value}`))
    .concat('[web]', 'n1')
    .join('\n'),
  'odd blanks and ends of lines': '[web]\r\nn1 a=1\r\n\tn2\tb=2 \r\n\r\n[web:vars]\r\n c =  d e \r\n',
  'a group and a host of one name': '[web]\nweb x=1\nn1\n[db]\ndb\nweb\n',
  'a host that brings the group of its name into ungrouped, before others are taken out of it':
    '[all]\ndb\n[ungrouped]\nw1\n[ungrouped:vars]\nu=1\n[db]\nw1\n',
  'a host that brings the group of its name into ungrouped, after others were taken out of it':
    '[ungrouped]\nw1\n[ungrouped:vars]\nu=1\n[all]\ndb\n[db]\nw1\n',
  'templates stay unread': '[web]\nn1 a="{{ b }}" c={{d}}\n[web:vars]\ne = {{ f | default("x") }}\n',
};

/** What umctl refuses, and what it says; Ansible refuses it too, or reads what nobody means. */
const REFUSED: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
  'a section that is none': [
    '[web]\nn1\n[web:hots]\n',
    /:3:1: \[web:hots\]: expected \[web\], \[web:children\] or \[web:vars\]/,
  ],
  'a heading with blanks': [
    '[my web]\nn1\n',
    /:1:1: \[my web\]: a heading is one group's name in brackets, without blanks/,
  ],
  'a variable without a value': ['[web]\nn1 a=1 b\n', /:2:8: "b": expected name=value behind the host/],
  'blanks around =': ['[web]\nn1 a = 1\n', /^\S+:2:4: blanks around = take a variable apart; write a=1$/],
  'a blank before =': ['[web]\nn1 b=1 a =1\n', /^\S+:2:8: blanks around = take a variable apart; write a=1$/],
  'a blank behind =': ['[web]\nn1 a= 1\n', /^\S+:2:4: blanks around = take a variable apart; write a=1$/],
  'a placeholder': ['[web]\n<ip>\n', /^\S+:2:1: "<ip>" is a placeholder; write a host's name or address in its place$/],
  'a path': [
    '[web]\nlogs/\n',
    /^\S+:2:1: "logs\/" cannot be a host's name; write letters, digits and - _ \. @ % \+ :$/,
  ],
  'a quote that is not closed': ['[web]\nn1 a="x\n', /:2:6: a quotation mark " that is never closed/],
  'a child that is nowhere': ['[web:children]\nweb1\n', /:2:1: the group "web1" as a child, but there is no \[web1\]/],
  'variables of a group that is nowhere': [
    'n1\n[web:vars]\na=1\n',
    /:2:1: variables of the group "web", but there is no \[web\]/,
  ],
  'a line under vars': ['[web]\n[web:vars]\nn1\n', /:3:1: expected name=value, found "n1"/],
  'several children in a line': [
    '[a]\n[b]\n[web:children]\na b\n',
    /:4:1: expected the name of one group, found "a b"/,
  ],
  'a host that ends in a colon': ['[web]\nn1:\n', /:2:1: "n1:": a port is missing behind the colon/],
  'a variable among hosts': [
    '[web]\nuser=root\n',
    /:2:1: a variable where a host was expected; write it behind its host, or under \[web:vars\]/,
  ],
  'a group below itself': ['[a:children]\nb\n[b:children]\na\n', /group "a" is a child of itself: a < b < a/],
  'a byte order mark': ['\ufeff[web]\nn1\n', /:1:1: begins with a byte order mark/],
  'a set': ['[web]\nn1 a="{1, 2}"\n', /:2:4: a set cannot be a value in an inventory/],
};

describe.skipIf(!hasAnsible)('inventories in INI form', () => {
  let oracle: Oracle;
  const { cwd, write } = scratch();
  beforeAll(() => {
    oracle = startOracle();
  });
  afterAll(() => oracle.stop());

  test.each(Object.entries(READ))('%s', async (_, text) => {
    write({ hosts: text });
    const { differences, refused } = await compare(oracle, {
      sources: ['hosts'],
      cwd,
      print: ['list', 'export', 'yaml', 'graph'],
    });
    expect({ differences, refused }).toEqual({ differences: [] });
  });

  test.each(Object.entries(REFUSED))('%s is refused', async (_, [text, message]) => {
    write({ hosts: text });
    const { refused } = await compare(oracle, { sources: ['hosts'], cwd });
    expect(refused).toMatch(message);
  });
});
