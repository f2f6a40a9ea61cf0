import { type LinkStatus, parseLinks } from '../../roles/heartbeat/cl-status.ts';
import { type Counts, parseCounts } from '../../roles/ldirectord/counts.ts';
import { parseIpvsadm, type VirtualServer } from '../../roles/ldirectord/ipvsadm.ts';
import { parseArping } from '../../roles/realserver/arping.ts';
import { parseAddresses } from '../core/addresses.ts';
import type { Output } from '../core/connection.ts';
import { HANDS_OVER } from './ask.ts';
import { parseHeldSince } from './held-since.ts';
import type { HeartbeatView, HostStatus } from './shape.ts';

/** What a node has answered, read. */
export interface Answer {
  readonly holds: readonly string[];
  readonly heldFor?: number;
  readonly mac?: string;
  /** Hardware addresses that answered ARP for the virtual address; those that the node itself has are never among them. */
  readonly heard: ReadonlySet<string>;
  readonly heartbeat?: HeartbeatView;
  readonly ldirectord?: NonNullable<HostStatus['ldirectord']>;
  readonly table: readonly VirtualServer[];
  readonly counts: readonly Counts[];
  /** The text of the register of drained real servers. */
  readonly register?: string;
}

/** Reads the answers to `statusAsks`, in their order. */
export function parseAnswer(outputs: readonly Output[]): Answer {
  const [addresses = '', mac = '', arp = '', ...rest] = outputs.map(({ stdout }) => stdout);
  const holds = parseAddresses(addresses).flatMap(({ device }) => (device === 'lo' ? [] : [device]));
  const node = { holds, heard: parseArping(arp), ...(mac === '' ? {} : { mac: mac.trim().toLowerCase() }) };
  if (rest.length === 0) return { ...node, table: [], counts: [] };
  const [since = '', resources = '', peers = '', links = '', , table = '', counts = '', register = ''] = rest;
  const [, hb, , , ldirectord] = outputs.slice(3).map(({ code }) => code);
  const heldFor = parseHeldSince(since);
  return {
    ...node,
    ...(heldFor === undefined || holds.length === 0 ? {} : { heldFor }),
    heartbeat: heartbeatView({ running: hb === 0, resources, peers, links: parseLinks(links) }),
    ldirectord: ldirectord === 0 ? 'running' : 'stopped',
    table: parseIpvsadm(table),
    counts: parseCounts(counts),
    register,
  };
}

interface Said {
  readonly running: boolean;
  readonly resources: string;
  readonly peers: string;
  readonly links: readonly LinkStatus[];
}

/** A heartbeat that does not run sees nobody. */
function heartbeatView({ running, resources, peers, links }: Said): HeartbeatView {
  if (!running) return { running, resources: 'none', peers: [], links: [] };
  const seen = peers.split('\n').flatMap((line) => {
    const [node = '', ...status] = line.trim().split(' ');
    return node === '' ? [] : [{ node, status: status.join(' ') || 'unknown' }];
  });
  const said = resources.split('\n').filter((line) => line !== '');
  const handsOver = said.includes(HANDS_OVER);
  const has = said.find((line) => line !== HANDS_OVER) ?? 'unknown';
  return { running, resources: has, ...(handsOver ? { handsOver } : {}), peers: seen, links };
}
