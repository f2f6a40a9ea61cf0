import type { Check } from '../../core/check.ts';
import { type Sh, sh } from '../../core/sh.ts';
import { IPVS } from '../ipvs/ask.ts';
import { askActive, askHeld, duties } from '../model/active.ts';
import { hasGroups } from '../model/address-groups.ts';
import { addressesOf } from '../model/own-addresses.ts';
import type { Context } from '../model/role.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import type { Balancer } from '../ports/balancer.ts';
import { type Answers, connectionsEnded, connectionsLeft, directs, portsToldOf, rowsOf, stillSending } from './left.ts';
import { askSockets } from './sockets.ts';

/** Asks a director whether it directs, and how many connections it has with each real server. */
export const askCounts = (vars: SegmentVars): Sh =>
  sh`${askActive(vars)}; ${hasGroups(vars) ? sh`${askHeld(vars)}; ` : sh``}${IPVS}ipvs -L -n --persistent-conn`;

interface Waiting {
  readonly balancer: Balancer;
  readonly addresses: readonly string[];
  /** As people call the real servers. */
  readonly names: string;
}

type Contexts = readonly Context<SegmentVars>[];

const asksOf = (contexts: Contexts) => Object.fromEntries(contexts.map(({ name, vars }) => [name, askCounts(vars)]));

const nodeOf = (address: string, { nodes }: Context<SegmentVars>) =>
  nodes.find(({ vars, host }) => addressesOf(vars, host).includes(address));

/** With the address of the other family, where a node has one of each: it is drained as a whole. */
const allOf = (known: readonly string[], first: Context<SegmentVars>): readonly string[] =>
  known.flatMap((address) => {
    const node = nodeOf(address, first);
    return node === undefined ? [address] : addressesOf(node.vars, node.host);
  });

/** The node that is drained, which can tell what has become of its connections; none where it is no node, or there are several. */
function tellingNode(known: readonly string[], first: Context<SegmentVars>): string | undefined {
  const [node, ...others] = known.map((address) => nodeOf(address, first)?.name);
  return others.length === 0 ? node : undefined;
}

/**
 * What is waited for after a drain: that it is in force, and that the connections have ended. The real server is asked which of them
 * it still has, with what it is asked as a director: the table may have some that are no more.
 * @param options `timeout`: how long the connections may take to end, in seconds
 */
export function drainChecks(
  contexts: Contexts,
  { balancer, addresses: known, names, timeout }: Waiting & { readonly timeout: number },
): Check[] {
  const [first] = contexts;
  if (first === undefined) return [];
  const addresses = allOf(known, first);
  const all = balancer.wanted(first);
  const ports = portsToldOf(all);
  const node = ports.length === 0 ? undefined : tellingNode(known, first);
  const directors = asksOf(contexts);
  const ofDirector = node === undefined ? undefined : directors[node];
  const asks =
    node === undefined || ofDirector === undefined
      ? directors
      : {
          ...directors,
          [node]: sh`${ofDirector} && { ${askSockets(ports)}
}`,
        };
  const helpers = node === undefined || ofDirector !== undefined ? {} : { [node]: askSockets(ports) };
  const left = { all, addresses, persistent: balancer.keepsPersistent(first.vars), node, vars: first.vars };
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
      asks: { ...asks, ...helpers },
      helpers: Object.keys(helpers),
      failure: (answers) => connectionsLeft(answers, left),
      remark: (answers) => connectionsEnded(answers, left),
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
      failure: (answers) => notYetSending(answers, addresses, first.vars),
      withinSeconds: balancer.settlesWithin(first.vars),
    },
  ];
}

/** Services of the active director that have none of a real server's weight yet; nothing where nobody directs. */
export function notYetSending(answers: Answers, addresses: readonly string[], vars: SegmentVars): string | undefined {
  const wrong = duties(answers).flatMap((duty) =>
    (duty.active ? rowsOf(duty, addresses) : [])
      .filter(({ weight, virtual }) => weight === 0 && directs(duty, virtual, vars))
      .map(({ real, virtual }) => `${duty.host} sends no clients of ${virtual} to ${real}: does it answer its check?`),
  );
  return wrong.length === 0 ? undefined : wrong.join('; ');
}
