import type { AddressFact } from '../../core/addresses.ts';
import type { Counts } from '../ipvs/counts.ts';
import type { VirtualServer } from '../ipvs/table.ts';
import type { NextHop } from '../model/routes.ts';
import type { HeldSince } from './held-since.ts';
import { type KernelState, NOTHING_KNOWN } from './kernel.ts';
import { answerTo, type ProbeAnswers } from './probe.ts';
import * as probes from './probes.ts';

/** What a node has answered. */
export interface Answer {
  /** Interfaces that have the virtual address, loopbacks left out. */
  readonly holds: readonly string[];
  readonly held?: HeldSince;
  /** Virtual addresses as they stand on the loopback. */
  readonly onLoopback: readonly AddressFact[];
  readonly mac?: string;
  /** Hardware addresses that answered ARP for the virtual address; those that the node itself has are never among them. */
  readonly heard: ReadonlySet<string>;
  /** The same for each virtual address that somebody answered for. */
  readonly heardFor: ReadonlyMap<string, ReadonlySet<string>>;
  /** All virtual addresses as they stand on interfaces, loopbacks left out. */
  readonly onInterfaces: readonly AddressFact[];
  /** Why it could not ask who answers ARP. */
  readonly deaf?: string;
  /** What else it could not be asked, and why: nothing is known of that. */
  readonly failed: readonly string[];
  readonly kernel: KernelState;
  /** Where the default route goes; not there where that is not known. */
  readonly routes?: readonly NextHop[];
  readonly table: readonly VirtualServer[];
  readonly counts: readonly Counts[];
  /** The text of the register of drained real servers. */
  readonly register?: string;
  /** The answers to all questions; a stack reads those to its own. */
  readonly said: ProbeAnswers;
}

/** Puts together what the domain asks itself. */
export function answerOf(said: ProbeAnswers): Answer {
  const { found, failed } = answerTo(said, probes.addresses) ?? { found: [], failed: [] };
  const onInterfaces = found.filter(({ device }) => device !== 'lo');
  const holds = [...new Set(onInterfaces.map(({ device }) => device))];
  const onLoopback = found.filter(({ device }) => device === 'lo');
  const held = answerTo(said, probes.since);
  const mac = answerTo(said, probes.mac);
  const routes = answerTo(said, probes.routes);
  const table = answerTo(said, probes.table);
  const register = answerTo(said, probes.register);
  return {
    holds,
    onInterfaces,
    ...(held === undefined || holds.length === 0 ? {} : { held }),
    onLoopback,
    ...(mac === undefined ? {} : { mac }),
    ...(answerTo(said, probes.arp) ?? { heard: new Set(), heardFor: new Map(), deaf: 'it was not asked' }),
    failed: [...failed, ...(table?.failed ?? [])],
    kernel: answerTo(said, probes.kernel) ?? NOTHING_KNOWN,
    ...(routes === undefined ? {} : { routes }),
    table: table?.found ?? [],
    counts: answerTo(said, probes.counts) ?? [],
    ...(register === undefined ? {} : { register }),
    said,
  };
}
