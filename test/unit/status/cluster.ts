import role from '../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../roles/ldirectord/vars.ts';
import type { Output } from '../../../src/core/connection.ts';
import { parseAnswer } from '../../../src/status/answer.ts';
import type { Cluster } from '../../../src/status/cluster.ts';
import { foldStatus, type Known } from '../../../src/status/fold.ts';
import { context } from '../roles/cluster.ts';

const { vars, nodes } = context<LdirectordVars>(role);

export const CLUSTER: Cluster = {
  ...{ vars, nodes, recalled: new Map(), questions: new Map() },
  hosts: [
    { name: 'n1', director: true, address: '192.168.6.2' },
    { name: 'n2', director: true, address: '192.168.6.3' },
  ],
};

const MAC = { n1: '02:4c:41:42:00:02', n2: '02:4c:41:42:00:03' } as const;

export const TABLE = `IP Virtual Server version 1.2.1 (size=256)
Prot LocalAddress:Port Scheduler Flags
  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn
TCP  192.168.6.240:21 rr persistent 600
  -> 192.168.6.2:21               Route   1      0          0
  -> 192.168.6.3:21               Route   1      0          0
TCP  192.168.6.240:80 rr
  -> 192.168.6.2:80               Route   1      3          4
  -> 192.168.6.3:80               Route   1      2          5
`;

const COUNTS = `TCP  192.168.6.240:80 rr
  -> 192.168.6.2:80               1         0           3          4
  -> 192.168.6.3:80               1         0           2          5
`;

interface Said {
  readonly on?: 'eth0' | 'lo';
  /** Whom the node hears answer ARP. */
  readonly hears?: readonly string[];
  readonly resources?: string;
  readonly peer?: string;
  readonly link?: string;
  readonly table?: string;
  readonly register?: string;
  readonly heartbeat?: 'up' | 'stopped';
}

/** What a director answers, as real ones do, in the order of `statusAsks`. */
export function answer(name: 'n1' | 'n2', said: Said = {}) {
  const { on = 'lo', hears = [], resources = 'all', peer = 'active', link = 'up', register = '' } = said;
  const other = name === 'n1' ? 'n2' : 'n1';
  const { table = on === 'eth0' ? TABLE : '' } = said;
  const ok = (stdout: string, code = 0): Output => ({ code, stdout, stderr: '' });
  return parseAnswer([
    ok(
      `1: lo    inet 192.168.6.240/32 scope global lo:0\\       valid_lft forever preferred_lft forever\n${
        on === 'eth0'
          ? '2: eth0    inet 192.168.6.240/24 brd 192.168.6.255 scope global secondary eth0\\   valid_lft\n'
          : ''
      }`,
    ),
    ok(`${MAC[name]}\n`),
    ok(hears.map((mac) => `Unicast reply from 192.168.6.240 [${mac.toUpperCase()}]  0.859ms\n`).join('')),
    ok(`lo:0 900\n${on === 'eth0' ? 'eth0 754\n' : ''}`),
    said.heartbeat === 'stopped' ? ok('', 1) : ok(`${resources}\n`),
    ok(`${other} ${peer}\n`),
    ok(`${other} eth0 ${link}\n${other} /dev/ttyS0 up\n`),
    ok('', on === 'eth0' ? 0 : 3),
    ok(table),
    ok(table === '' ? '' : COUNTS),
    ok(register),
  ]);
}

const NOW = new Date('2026-11-23T08:12:34.000Z');

export const status = (
  n1: Said,
  n2: Said,
  { failures = new Map(), drift = { steps: { n1: [], n2: [] } } }: Partial<Known> = {},
) =>
  foldStatus(CLUSTER, {
    now: NOW,
    answers: new Map([
      ['n1', answer('n1', n1)],
      ['n2', answer('n2', n2)],
    ]),
    failures,
    drift,
  });

export const HEALTHY = [{ on: 'eth0' }, { hears: [MAC.n1], resources: 'none' }] as const;
export { MAC };
