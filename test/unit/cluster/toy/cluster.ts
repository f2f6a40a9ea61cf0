import { z } from 'zod';
import members from '../../../../roles/members/role.ts';
import {
  activeKeepsClients,
  activeLeavesStack,
  standbyLeavesStack,
  standbyTakesOver,
} from '../../../../roles/removed/other-stack.ts';
import { leaving, removed } from '../../../../roles/removed/role.ts';
import { clusterOf } from '../../../../src/cluster/playbook.ts';
import type { Event, Summary } from '../../../../src/core/events.ts';
import type { Host } from '../../../../src/core/host.ts';
import type { Playbook } from '../../../../src/core/play.ts';
import { defineRole } from '../../../../src/core/role.ts';
import type { Session, Watch } from '../../../../src/engine/run/session.ts';
import { createJob } from '../../../../src/inventory/job.ts';
import { file } from '../../../../src/resources/file.ts';
import { type Hosts, openHosts } from '../../engine/hosts.ts';
import { platform } from '../../roles/platform.ts';
import { balance, IPVSADM } from './balance.ts';
import { flag } from './flag.ts';

export const STACK = { ha: flag, balancer: balance };

/** What every node serves. */
const page = defineRole({
  name: 'page',
  vars: z.object({ page: z.string().default('hello') }),
  resources: ({ vars }) => [file({ path: '/etc/page', content: `${vars.page}\n` })],
});

export const MEMBERSHIP = {
  leaving,
  removed,
  members,
  standbyLeavesStack,
  activeKeepsClients,
  standbyTakesOver,
  activeLeavesStack,
};

const toys = clusterOf({ stacks: [STACK], roles: [page], membership: MEMBERSHIP });

/** The nodes with an interface each, and no address on it. */
export async function openToys(...names: readonly string[]): Promise<Hosts> {
  const hosts = await openHosts(...names);
  for (const node of hosts.nodes.values())
    await node.given(`ip link add eth0 type veth peer name far0; ip link set eth0 up; ip link set far0 up
${WITH_TABLE}`);
  return hosts;
}

/** Has a node, in a directory of its own, know {@link IPVSADM} for ipvsadm(8). */
export const WITH_TABLE = `mkdir real sbin; mount -t tmpfs -o mode=755 tmpfs sbin; mount --bind /usr/sbin real; ln -s "$PWD"/real/* sbin/
rm -f sbin/ipvsadm; cat > sbin/ipvsadm <<'PROGRAM'
${IPVSADM}PROGRAM
chmod 755 sbin/ipvsadm; mount --bind sbin /usr/sbin`;

interface Inventory {
  /** Groups of the nodes, by name; default: all are directors. */
  readonly groups?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, unknown>>;
  /** Default: that of the toys. */
  readonly playbook?: Playbook;
  /** What is known of the platform of a host, and what is asked for that; default: nothing. */
  readonly known?: Pick<Session, 'platformOf' | 'platformFacts'>;
}

/** Nothing of a distribution's is in force. */
const UNKNOWN = { platformOf: () => ({ ...platform, want: () => [] }), platformFacts: [] };

/** A run of umctl on the toys: its events, and what came of it. */
export interface Told<T = Summary> {
  readonly summary: T;
  readonly events: readonly Event[];
}

/** Does `work` as a command of umctl would, with an inventory of the toys. */
export async function told<T>(
  hosts: Hosts,
  work: (session: Session, watch: Watch) => Promise<T>,
  { groups = {}, vars = {}, playbook = toys, known = UNKNOWN }: Inventory = {},
): Promise<Told<T>> {
  const inventory = [...hosts.nodes.keys()].map((name, i): Host => {
    const address = `10.9.9.${i + 1}`;
    const common = {
      interface: 'eth0',
      virtual_address: '10.9.9.9/24',
      virtual_services: [{ name: 'http', port: 80 }],
    };
    return {
      name,
      groups: ['all', groups[name] ?? 'directors'],
      vars: { ...common, ...vars },
      connection: { host: address, sshOptions: {} },
      at: () => ({ file: 'toys.yaml', line: 1, column: 1 }),
    };
  });
  const names = ['all', ...inventory.flatMap((host) => host.groups)];
  const job = createJob({ file: 'toys.yaml', groups: [...new Set(names)], hosts: inventory }, playbook, {
    tags: [],
    skipTags: [],
  });
  const events: Event[] = [];
  const session: Session = {
    job,
    identity: {
      holder: {
        ...{ run: `toy-${process.hrtime.bigint()}`, user: 'test', controller: 'here', machine: '', boot: '' },
        ...{ pid: process.pid, started: '', since: new Date().toISOString(), message: 'a test' },
      },
      isGone: () => false,
      isRunning: () => false,
      lockWaitSeconds: 0,
      unlockCommand: 'umctl unlock',
    },
    forks: 10,
    ...hosts.controller(),
    ...known,
    resolve: async () => '',
  };
  const summary = await work(session, {
    report: (event) => events.push(event),
    signal: new AbortController().signal,
  });
  return { summary, events };
}

/** What was done, in order. */
export const done = ({ events }: Pick<Told, 'events'>): readonly string[] =>
  events.flatMap((event) => {
    if (event.type === 'step-done') return [`${event.host} ${event.id}`];
    return event.type === 'act' ? [event.name] : [];
  });
