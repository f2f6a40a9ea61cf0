import type { Domain } from '../core/domain.ts';
import type { Fact } from '../core/fact.ts';
import type { Operation, Place, Playbook } from '../core/play.ts';
import { ipvs } from './facts/ipvs.ts';
import { served } from './facts/served.ts';
import { NODES, REMOVED, withoutDuties } from './membership/removed.ts';
import { review } from './membership/review.ts';
import { refuseTooMany } from './membership/too-many.ts';
import type { Stack } from './ports/stack.ts';
import { refuseOtherStack } from './stack/by-inventory.ts';

/** What playbooks for a cluster are about. */
export interface ClusterDomain extends Domain {
  readonly stack: Stack;
  /** What else hosts may be set up with, or become. */
  readonly others: readonly Stack[];
  /** How `umctl switchover` hands the duties of the active host to another of `places`. */
  readonly switchover?: (from: Place, to: Place, places: readonly Place[]) => Operation;
}

/** A stack among others that its hosts may have been set up with. */
interface Among {
  readonly others?: readonly Stack[];
  /** What is asked to tell them apart. */
  readonly facts?: readonly Fact<unknown>[];
}

export const clusterDomain = (
  stack: Stack,
  switchover?: ClusterDomain['switchover'],
  { others = [], facts = [] }: Among = {},
): ClusterDomain => ({
  stack,
  others,
  ...(switchover === undefined ? {} : { switchover }),
  groups: [...NODES.map((name) => ({ name })), { name: REMOVED, overrides: true }],
  facts: [served, ipvs, ...facts],
  view: withoutDuties,
  place: (members) => ({ directors: members('directors'), nodes: members(...NODES), stack, others }),
  refuse: (hosts) => [...refuseOtherStack(stack)(hosts), ...refuseTooMany(stack.ha)(hosts)],
  review: review(stack.ha),
});

/** A playbook that is put together by hand. */
export interface HandmadePlaybook extends Playbook {
  readonly switchover?: NonNullable<ClusterDomain['switchover']>;
}

export const definePlaybook = (playbook: HandmadePlaybook): HandmadePlaybook => playbook;

/** One that does not say what stack it is of is taken to be of `stack`. */
export const withDomain = (playbook: HandmadePlaybook, { stack }: ClusterDomain): Playbook =>
  playbook.domain === undefined ? { ...playbook, domain: clusterDomain(stack, playbook.switchover) } : playbook;
