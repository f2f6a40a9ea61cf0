import { type AddressFact, parseAddresses } from '../../core/addresses.ts';
import type { Output } from '../../core/connection.ts';
import type { Counts } from '../ipvs/counts.ts';
import { parseCounts } from '../ipvs/counts.ts';
import { parseIpvsadm, type VirtualServer } from '../ipvs/table.ts';
import { parseArping } from '../model/arping.ts';
import { heartbeatView } from './heartbeat-view.ts';
import { type Held, parseHeldSince } from './held-since.ts';
import { type KernelState, parseKernel } from './kernel.ts';
import type { HeartbeatView, HostStatus } from './shape.ts';

/** What a node has answered, read. */
export interface Answer {
  readonly holds: readonly string[];
  readonly held?: Held;
  /** The virtual address as it stands on the loopback. */
  readonly onLoopback?: AddressFact;
  readonly mac?: string;
  /** Hardware addresses that answered ARP for the virtual address; those that the node itself has are never among them. */
  readonly heard: ReadonlySet<string>;
  /** Why it could not ask who answers ARP. */
  readonly deaf?: string;
  /** What else it could not be asked, and why: nothing is known of that. */
  readonly failed: readonly string[];
  readonly kernel: KernelState;
  readonly heartbeat?: HeartbeatView;
  readonly ldirectord?: NonNullable<HostStatus['ldirectord']>;
  readonly table: readonly VirtualServer[];
  readonly counts: readonly Counts[];
  /** The text of the register of drained real servers. */
  readonly register?: string;
}

/** Reads the answers to `statusAsks`, in their order. */
export function parseAnswer(outputs: readonly Output[]): Answer {
  const [addresses, mac, arp, state, routes, ...rest] = outputs;
  const found = parseAddresses(addresses?.stdout ?? '');
  const holds = found.flatMap(({ device }) => (device === 'lo' ? [] : [device]));
  const onLoopback = found.find(({ device }) => device === 'lo');
  const deaf = arp === undefined ? 'it was not asked' : arp.code > 1 ? complaint(arp) : undefined;
  const node = {
    holds,
    ...(onLoopback === undefined ? {} : { onLoopback }),
    heard: parseArping(arp?.stdout ?? ''),
    ...(deaf === undefined ? {} : { deaf }),
    ...(mac === undefined || mac.code !== 0 ? {} : { mac: mac.stdout.trim().toLowerCase() }),
    kernel: parseKernel([state, routes].flatMap((output) => output ?? [])),
  };
  const noAddresses = failing('ip', addresses);
  if (rest.length === 0) return { ...node, failed: noAddresses, table: [], counts: [] };
  const [since, resources, peers, links, ldirectord, table, counts, register] = rest;
  const held = parseHeldSince(since?.stdout ?? '');
  const text = (output: Output | undefined): string => output?.stdout ?? '';
  return {
    ...node,
    failed: [...noAddresses, ...failing('ipvsadm', table)],
    ...(held === undefined || holds.length === 0 ? {} : { held }),
    heartbeat: heartbeatView({
      running: resources?.code === 0,
      resources: text(resources),
      peers: text(peers),
      links: text(links),
    }),
    ldirectord: ldirectord?.code === 0 ? 'running' : 'stopped',
    table: parseIpvsadm(text(table)),
    counts: parseCounts(text(counts)),
    register: text(register),
  };
}

/** What a failed question printed, in one line. */
const complaint = ({ stderr, stdout, code }: Output): string =>
  code === 127
    ? 'there is no such program'
    : (stderr.trim() || stdout.trim()).split('\n').at(-1) || `exit code ${code}`;

const failing = (question: string, output: Output | undefined): readonly string[] =>
  output === undefined || output.code === 0 ? [] : [`${question}: ${complaint(output)}`];
