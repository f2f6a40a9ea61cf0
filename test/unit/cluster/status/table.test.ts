import { expect, test } from 'vitest';
import type { Edits } from './captured.ts';
import { status } from './cluster.ts';

const EMPTY = `IP Virtual Server version 1.2.1 (size=256)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
`;
const problems = (n1: Edits, n2: Edits = {}) => status(n1, n2, { from: 'classic' }).problems;

test('an empty table of the active director is told once a service, and no check is blamed for it', () => {
  expect(problems({ table: EMPTY })).toEqual(
    ['80', '21', '443'].map((port) =>
      expect.stringMatching(
        new RegExp(`^\\w+: the LVS table of n1 has no TCP 192[.]168[.]6[.]240:${port}, so clients are refused$`),
      ),
    ),
  );
});

test.each<[string, (text: string) => string]>([
  ['http: is wlc, wanted rr', (text) => text.replace(':80 rr', ':80 wlc')],
  [
    'http: has 192.168.6.3:80 as Route with weight 5, wanted Route with weight 1',
    (text) => text.replace(/(6\.3:80 +Route +)1/, '$15'),
  ],
  [
    'http: sends clients to 192.168.6.9:80, which is not one of its real servers',
    (text) =>
      text.replace(/(.*6\.3):80(.*\n)/, '$1:80$2  -> 192.168.6.9:80               Route   1      0          0\n'),
  ],
  [
    'the LVS table has TCP 192.168.6.240:8080, which is not in the inventory',
    (text) => `${text}TCP  192.168.6.240:8080 rr\n`,
  ],
])('a table that is otherwise than the inventory is told: %s', (finding, table) => {
  expect(problems({ table })).toEqual([finding]);
});

test('a fallback that stands in for all real servers is none of that', () => {
  const table = (text: string) =>
    text.replace(/.*6\.2:80.*\n.*6\.3:80.*\n/, '  -> 127.0.0.1:80                 Local   1      0          0\n');
  expect(problems({ table })).toEqual([
    expect.stringMatching(/^http: n1 gets no clients/),
    expect.stringMatching(/^http: n2 gets no clients/),
  ]);
});

test('a standby that is to take over with its table has one as good as that of who directs', () => {
  const lost = status({}, { table: EMPTY }).problems;
  expect(lost).toHaveLength(3);
  expect(lost).toContain('n2: its LVS table has no TCP 192.168.6.240:80, so a fail-over would refuse clients of http');
  const out = status({}, { table: (text) => text.replace(/.*6\.2:80.*\n/, '') }).problems;
  expect(out).toEqual([expect.stringMatching(/^n2: its LVS table has n1 out of http, which gets clients now/)]);
});

test('a table that cannot be asked is not an empty one', () => {
  const table = { code: 127, stdout: '', stderr: 'sh: 1: eval: ipvsadm: not found' };
  expect(problems({ table })).toEqual(['n1: cannot be asked by ipvsadm: there is no such program']);
});
