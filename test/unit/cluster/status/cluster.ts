import playbook from '../../../../playbooks/cluster.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { type Answer, answerOf } from '../../../../src/cluster/status/answer.ts';
import { probesOf } from '../../../../src/cluster/status/ask.ts';
import type { Cluster } from '../../../../src/cluster/status/cluster.ts';
import type { KnownState } from '../../../../src/cluster/status/fold.ts';
import { foldStatus } from '../../../../src/cluster/status/fold-groups.ts';
import type { AskedNode } from '../../../../src/cluster/status/node.ts';
import { readOutputs } from '../../../../src/cluster/status/probe.ts';
import { context, EXAMPLE } from '../../roles/cluster.ts';
import { type Captured, captured, type Edits, edited, type Node, type Outputs, printed } from './captured.ts';

const HTTPS = { name: 'https', port: 443, scheduler: 'wlc', check: { service: 'https', request: 'index.html' } };
const { vars, nodes } = context<LdirectordVars>(role, {
  vars: { virtual_services: [...EXAMPLE.virtual_services, HTTPS] },
});

const asked = (own: string, peer: Node): AskedNode => ({
  director: true,
  interface: 'eth0',
  own,
  virtual: ['192.168.6.240'],
  peers: [peer],
  gateways: ['192.168.6.1'],
  vars: {},
});

export const CLUSTER: Cluster = {
  ...{ vars, nodes, recalled: new Map(), unasked: [] },
  stack: playbook.domain.stack,
  asked: new Map([
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
  addresses: printed('make-before-break', 'n1', 'addresses'),
  since: printed('make-before-break', 'n1', 'since'),
  kernel: printed('make-before-break', 'n1', 'kernel'),
};

/** Nobody has it: n1 as n2 answered. */
export const STANDBY_TOO: Edits = {
  addresses: printed('make-before-break', 'n2', 'addresses'),
  since: '',
  kernel: printed('make-before-break', 'n2', 'kernel'),
};

/** Reads outputs as those of a node that is asked by umctl's own playbook. */
export function readAnswer(outputs: Outputs, node: Pick<AskedNode, 'director'> = { director: true }): Answer {
  const probes = probesOf(playbook.domain.stack, node);
  const inOrder = probes.map(({ id }) => {
    const output = outputs[id];
    if (output === undefined) throw new Error(`nothing was captured of the question ${id}`);
    return output;
  });
  return answerOf(readOutputs(probes, inOrder));
}

const NOW = new Date('2026-11-29T17:00:00.000Z');

interface Rest extends Partial<KnownState> {
  readonly from?: Captured;
  readonly cluster?: Cluster;
  /** Answers of further nodes. */
  readonly more?: KnownState['answers'];
}

/** The status of a cluster whose directors answer as captured, but for what is said otherwise. n1 is active. */
export function status(n1: Edits = {}, n2: Edits = {}, rest: Rest = {}) {
  const { from = 'make-before-break', cluster = CLUSTER, more = new Map(), ...known } = rest;
  const of = (name: Node, edits: Edits) => [name, readAnswer(edited(captured(from, name), edits))] as const;
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
