import { addressIn } from '../../core/address/endpoint.ts';
import type { Check } from '../../core/check.ts';
import type { Output } from '../../core/connection.ts';
import { type Sh, sh } from '../../core/sh.ts';
import { IPVS } from '../ipvs/ask.ts';
import { type Counts, parseCounts } from '../ipvs/counts.ts';
import { persistenceOf, type WantedService } from '../ipvs/wanted.ts';
import { askActive, type DirectorAnswer, duties } from '../model/active.ts';
import { addressesOf } from '../model/own-addresses.ts';
import type { Context } from '../model/role.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import type { Balancer } from '../ports/balancer.ts';

type Answers = Readonly<Record<string, Output>>;

/** Asks a director whether it directs, and how many connections it has with each real server. */
export const askCounts = (vars: SegmentVars): Sh => sh`${askActive(vars)}; ${IPVS}ipvs -L -n --persistent-conn`;

/** The rows of some real servers in a director's table. */
const rowsOf = ({ rest }: DirectorAnswer, addresses: readonly string[]): readonly Counts[] =>
  parseCounts(rest).filter(({ real }) => addresses.includes(addressIn(real)));

/** Directors that would still send clients to a real server: the standby's table counts, as it may take over. */
export function stillSending(answers: Answers, addresses: readonly string[]): string | undefined {
  const wrong = duties(answers).flatMap((duty) =>
    rowsOf(duty, addresses)
      .filter(({ weight }) => weight > 0)
      .map(({ real, weight }) => `${duty.host} still sends clients to ${real} (weight ${weight})`),
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}

/** How many connections are left with the real servers on the director that directs, by service. */
export function connectionsLeft(answers: Answers, { all, addresses, persistent }: Left): string | undefined {
  const sending = stillSending(answers, addresses);
  if (sending !== undefined) return sending;
  const active = duties(answers).filter((duty) => duty.active);
  if (active.length === 0) return 'no director has the virtual address just now';
  const rows = active.flatMap((duty) => rowsOf(duty, addresses));
  const left = all.flatMap((service) => {
    const { name, key } = service;
    const mine = rows.filter((row) => row.virtual === key);
    const total = (field: 'active' | 'persistent') => mine.reduce((sum, row) => sum + row[field], 0);
    const seconds = persistenceOf(service);
    const clients = persistent && seconds !== undefined ? total('persistent') : 0;
    return [
      ...(total('active') > 0 ? [`${name} ${total('active')}`] : []),
      ...(clients > 0 ? [`${name} ${clients} persistent (they may come back for ${seconds} s)`] : []),
    ];
  });
  return left.length === 0 ? undefined : `connections left: ${left.join(', ')}`;
}

interface Left {
  readonly all: readonly WantedService[];
  readonly addresses: readonly string[];
  /** Whether persistent clients stay with a drained real server. */
  readonly persistent: boolean;
}

interface Waiting {
  readonly balancer: Balancer;
  readonly addresses: readonly string[];
  /** As people call the real servers. */
  readonly names: string;
}

type Contexts = readonly Context<SegmentVars>[];

const asksOf = (contexts: Contexts) => Object.fromEntries(contexts.map(({ name, vars }) => [name, askCounts(vars)]));

/** With the address of the other family, where a node has one of each: it is drained as a whole. */
const allOf = (known: readonly string[], { nodes }: Context<SegmentVars>): readonly string[] =>
  known.flatMap((address) => {
    const node = nodes.find(({ vars, host }) => addressesOf(vars, host).includes(address));
    return node === undefined ? [address] : addressesOf(node.vars, node.host);
  });

/**
 * What is waited for after a drain: that it is in force, and that the connections have ended.
 * @param options `timeout`: how long the connections may take to end, in seconds
 */
export function drainChecks(
  contexts: Contexts,
  { balancer, addresses: known, names, timeout }: Waiting & { readonly timeout: number },
): Check[] {
  const [first] = contexts;
  if (first === undefined) return [];
  const addresses = allOf(known, first);
  const asks = asksOf(contexts);
  const left = { all: balancer.wanted(first), addresses, persistent: balancer.keepsPersistent(first.vars) };
  const stopped = `no new connection goes to ${names}`;
  return [
    {
      name: stopped,
      asks,
      failure: (answers) => stillSending(answers, addresses),
      withinSeconds: balancer.settlesWithin(first.vars),
    },
    {
      name: `${names} has no connections left`,
      asks,
      failure: (answers) => connectionsLeft(answers, left),
      after: stopped,
      withinSeconds: timeout,
      reportsProgress: true,
    },
  ];
}

/** What is waited for before a real server counts as back: it is sent clients once it answers its check. */
export function returnChecks(contexts: Contexts, { balancer, addresses: known, names }: Waiting): Check[] {
  const [first] = contexts;
  if (first === undefined) return [];
  const addresses = allOf(known, first);
  return [
    {
      name: `clients are sent to ${names} again`,
      asks: asksOf(contexts),
      failure: (answers) => notYetSending(answers, addresses),
      withinSeconds: balancer.settlesWithin(first.vars),
    },
  ];
}

/** Services of the active director that have none of a real server's weight yet; nothing where nobody directs. */
export function notYetSending(answers: Answers, addresses: readonly string[]): string | undefined {
  const wrong = duties(answers).flatMap((duty) =>
    (duty.active ? rowsOf(duty, addresses) : [])
      .filter(({ weight }) => weight === 0)
      .map(({ real, virtual }) => `${duty.host} sends no clients of ${virtual} to ${real}: does it answer its check?`),
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}
