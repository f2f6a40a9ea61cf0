import type { Hook, Place, Play, Playbook } from '../core/play.ts';
import type { AnyRole } from '../core/role.ts';
import { joinSh, sh } from '../core/sh.ts';
import { type ClusterDomain, clusterDomain } from './domain.ts';
import { linksProven } from './links/proof.ts';
import { holdsVirtualAddress } from './model/holder.ts';
import type { Stack } from './ports/stack.ts';
import { byHosts } from './stack/by-hosts.ts';
import { byInventory } from './stack/by-inventory.ts';
import { earlyPlays } from './stack/early.ts';
import { nameOf } from './stack/names.ts';
import { otherStacksOn, unlessOther } from './stack/other.ts';
import { type SetUpFact, setUpFact } from './stack/set-up.ts';

/** A playbook whose stack is known. */
export interface ClusterPlaybook extends Playbook {
  readonly domain: ClusterDomain;
}

/** What a cluster's playbook consists of, beside the plays that its stack brings. */
export interface ClusterParts {
  /** Which of them it is, the inventory says or the hosts do; the first is the usual one. */
  readonly stacks: readonly [Stack, ...Stack[]];
  /** Roles of all nodes, in order: what real servers need, directors included. */
  readonly roles: readonly AnyRole[];
  /** What is done around a node's change, beside the hand-over of an active director. */
  readonly around?: readonly Hook[] | undefined;
  /** Roles of all nodes that come last, when all others are as wanted. */
  readonly last?: readonly AnyRole[] | undefined;
  /** Roles of hosts that leave, before their traces go. */
  readonly parting?: readonly AnyRole[] | undefined;
  /** Plays before all others. */
  readonly before?: readonly Play[] | undefined;
  /** Plays once the nodes are real servers, before the directors are touched. */
  readonly between?: readonly Play[] | undefined;
  /** Plays after all others, when the cluster serves. */
  readonly after?: readonly Play[] | undefined;
  /** The roles of hosts that join and leave. */
  readonly membership: Readonly<
    Record<
      | 'leaving'
      | 'removed'
      | 'members'
      | 'standbyLeavesStack'
      | 'activeKeepsClients'
      | 'standbyTakesOver'
      | 'activeLeavesStack',
      AnyRole
    >
  >;
}

const NODES = 'directors:real_servers';

/**
 * The plays of a cluster, in the one order that is safe. Real servers first: once a director has the virtual address,
 * everything that it sends clients to is there, and does not answer ARP. The stack that moves the address comes last: its
 * start makes the cluster serve. A director that leaves hands over first, and is cleaned up when no client is sent there
 * any more.
 */
export function clusterOf({ stacks, ...parts }: ClusterParts): ClusterPlaybook {
  const fact = setUpFact(stacks);
  const [first, ...others] = stacks.map((stack) => ({
    name: nameOf(stack),
    ...ofStack(stack, { ...parts, stacks, fact }),
  }));
  if (first === undefined) throw new Error('a playbook has a stack');
  const { name: _, ...usual } = first;
  if (others.length === 0) return usual;
  return {
    ...usual,
    choice: {
      of: 'stack',
      alternatives: [first, ...others],
      byInventory: byInventory(stacks),
      byHosts: byHosts(stacks, fact),
    },
  };
}

/** The same for one of the stacks. */
function ofStack(
  stack: Stack,
  { stacks, fact, roles, membership, ...parts }: ClusterParts & { readonly fact: SetUpFact },
): Pick<ClusterPlaybook, 'plays' | 'domain'> {
  const { around = [], before = [], between = [], after = [], last = [], parting = [] } = parts;
  const others = stacks.filter((other) => other !== stack);
  const { handOver: itsOwn } = stack.ha;
  const handOver = others.length === 0 ? itsOwn : unlessOther(itsOwn, otherStacksOn(others, fact));
  const changes = (places: readonly Place[]) =>
    places.some(({ facts }) => otherStacksOn(others, fact)(facts).length > 0);
  // While the stack changes, what it proves is right once all directors have it.
  const own = playsOf(stack, handOver).map((play) => (others.length === 0 ? play : { ...play, provenLast: changes }));
  const plays: readonly Play[] = [
    ...before,
    // Real servers, too: one of them may have been a director.
    { name: 'leaving directors', hosts: 'removed:real_servers:!directors', roles: [membership.leaving] },
    { name: 'real servers', hosts: NODES, roles, active: holdsVirtualAddress, around: [handOver, ...around] },
    ...between,
    ...(others.length === 0 ? [] : changing(stack, { own, others, membership })),
    ...own,
    { name: 'removed', hosts: 'removed', roles: [...parting, membership.removed] },
    {
      name: 'members',
      hosts: NODES,
      roles: [...last, membership.members],
      active: holdsVirtualAddress,
      batch: '100%',
    },
    ...after,
  ];
  const among = others.length === 0 ? {} : { others, fact };
  return { plays, domain: clusterDomain(stack, stack.ha.switchover, among) };
}

/** The stack's own plays, with its hand-over as it is to be done. */
function playsOf({ ha, balancer }: Stack, handOver: Hook): readonly Play[] {
  const plays = [...ha.before, ...balancer.plays({ handOver: ha.handOver }), ...ha.plays];
  return plays.map(({ around, ...play }) => ({
    ...play,
    joining: (turn) => linksProven(ha, turn),
    ...(around === undefined ? {} : { around: around.map((hook) => (hook === ha.handOver ? handOver : hook)) }),
  }));
}

interface Change extends Pick<ClusterParts, 'membership'> {
  /** The stack's own plays. */
  readonly own: readonly Play[];
  readonly others: readonly Stack[];
}

/**
 * What comes first where directors are set up with another stack: the standby gives that up, gets this one and takes over,
 * while the active director still answers; then this one gives it up, too. Clients are kept where they are from the last
 * moment on before another may take over.
 */
function changing({ ha }: Stack, { own, others, membership }: Change): readonly Play[] {
  const play = (name: string, role: AnyRole): Play => ({
    name,
    hosts: 'directors',
    roles: [askedWhere(others, role)],
    active: holdsVirtualAddress,
    gate: nothingYet,
  });
  const keeps = play('active director keeps its clients', membership.activeKeepsClients);
  return [
    play('standby leaves the other stack', membership.standbyLeavesStack),
    ...(ha.takesOver === undefined ? [keeps] : []),
    ...earlyPlays(own),
    ...(ha.takesOver === undefined ? [] : [keeps, play('standby takes over', membership.standbyTakesOver)]),
    play('active director leaves the other stack', membership.activeLeavesStack),
  ];
}

/** What the wanted stack proves is not right before it is there. */
const nothingYet = (): readonly [] => [];

/** A role whose memory is asked for only on hosts that one of the stacks is on: what it asks there takes its time. */
const askedWhere = (stacks: readonly Stack[], role: AnyRole): AnyRole => ({
  ...role,
  recall(vars) {
    const there = joinSh(
      stacks.map(({ ha }) => sh`[ -e ${ha.directorFile} ]`),
      ' || ',
    );
    return sh`if ${there}; then ${role.recall?.(vars) ?? sh`:`}
fi`;
  },
});
