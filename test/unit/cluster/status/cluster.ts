import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { parseAnswer } from '../../../../src/cluster/status/answer.ts';
import type { NodeQuestions } from '../../../../src/cluster/status/ask.ts';
import type { Cluster } from '../../../../src/cluster/status/cluster.ts';
import { foldStatus, type Known } from '../../../../src/cluster/status/fold.ts';
import { context, EXAMPLE } from '../../roles/cluster.ts';
import { type Captured, captured, type Edits, edited, type Node } from './captured.ts';

const HTTPS = { name: 'https', port: 443, scheduler: 'wlc', check: { service: 'https', request: 'index.html' } };
const { vars, nodes } = context<LdirectordVars>(role, {
  vars: { virtual_services: [...EXAMPLE.virtual_services, HTTPS] },
});

const asked = (own: string, peer: Node): NodeQuestions => ({
  director: true,
  interface: 'eth0',
  own,
  virtual: '192.168.6.240',
  peers: [peer],
  links: ['eth0', '/dev/ttyS0'],
  gateway: '192.168.6.1',
});

export const CLUSTER: Cluster = {
  ...{ vars, nodes, recalled: new Map(), unasked: [] },
  questions: new Map([
    ['n1', asked('192.168.6.2', 'n2')],
    ['n2', asked('192.168.6.3', 'n1')],
  ]),
  hosts: [
    { name: 'n1', director: true, address: '192.168.6.2' },
    { name: 'n2', director: true, address: '192.168.6.3' },
  ],
};

/** The cluster with `--limit` to one host. */
export const limitedTo = (name: Node): Cluster => ({
  ...CLUSTER,
  hosts: CLUSTER.hosts.filter((host) => host.name === name),
  unasked: CLUSTER.hosts.filter((host) => host.name !== name),
});

export const MAC = { n1: '02:4c:41:42:00:02', n2: '02:4c:41:42:00:03' } as const;

/** What arping prints of who answers it. */
export const heard = (...macs: readonly string[]): string =>
  macs.map((mac) => `Unicast reply from 192.168.6.240 [${mac.toUpperCase()}]  0.720ms\n`).join('');

/** The other director has the address as well: lines as ip-address(8) and the kernel made them on the active one. */
export const ACTIVE_TOO: Edits = {
  addresses: captured('make-before-break', 'n1')[0]?.stdout ?? '',
  since: captured('make-before-break', 'n1')[5]?.stdout ?? '',
  kernel: captured('make-before-break', 'n1')[3]?.stdout ?? '',
};

/** Nobody has it: n1 as n2 answered. */
export const STANDBY_TOO: Edits = {
  addresses: captured('make-before-break', 'n2')[0]?.stdout ?? '',
  since: '',
  kernel: captured('make-before-break', 'n2')[3]?.stdout ?? '',
};

const NOW = new Date('2026-11-29T17:00:00.000Z');

interface Rest extends Partial<Known> {
  readonly from?: Captured;
  readonly cluster?: Cluster;
  /** Answers of further nodes. */
  readonly more?: Known['answers'];
}

/** The status of a cluster whose directors answer as captured, but for what is said otherwise. n1 is active. */
export function status(n1: Edits = {}, n2: Edits = {}, rest: Rest = {}) {
  const { from = 'make-before-break', cluster = CLUSTER, more = new Map(), ...known } = rest;
  const of = (name: Node, edits: Edits) => [name, parseAnswer(edited(captured(from, name), edits))] as const;
  const names = new Set(cluster.hosts.map(({ name }) => name));
  const answers = [of('n1', n1), of('n2', n2)].filter(([name]) => names.has(name));
  return foldStatus(cluster, {
    now: NOW,
    answers: new Map([...answers, ...more]),
    failures: new Map(),
    drift: { steps: Object.fromEntries([...names].map((name) => [name, []])) },
    ...known,
  });
}

export const down = (node: Node, message = 'no route') => ({
  failures: new Map([[node as string, { state: 'down' as const, message }]]),
});
