import type { Domain } from '../core/domain.ts';
import type { Operation, Place, Playbook } from '../core/play.ts';
import { partition } from './clusters/partition.ts';
import { ipvs } from './facts/ipvs.ts';
import { served } from './facts/served.ts';
import { NODES, REMOVED, withoutDuties } from './membership/removed.ts';
import { review } from './membership/review.ts';
import { refuseTooMany } from './membership/too-many.ts';
import type { Stack } from './ports/stack.ts';
import { refuseOtherStack } from './stack/by-inventory.ts';
import { otherStacksOn } from './stack/other.ts';
import type { SetUpFact } from './stack/set-up.ts';

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
  /** What tells them apart. */
  readonly fact?: SetUpFact;
}

const on = (others: readonly Stack[], fact: SetUpFact | undefined) =>
  fact === undefined ? () => [] : otherStacksOn(others, fact);

export const clusterDomain = (
  stack: Stack,
  switchover?: ClusterDomain['switchover'],
  { others = [], fact }: Among = {},
): ClusterDomain => ({
  stack,
  others,
  ...(switchover === undefined ? {} : { switchover }),
  groups: [...NODES.map((name) => ({ name })), { name: REMOVED, overrides: true }],
  facts: [served, ipvs, ...(fact === undefined ? [] : [fact])],
  view: withoutDuties,
  reads: ['stack'],
  parts: partition,
  place: (members) => ({
    directors: members('directors'),
    nodes: members(...NODES),
    stack,
    others,
    otherStacksOn: on(others, fact),
  }),
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
