import type { Facts } from '../../core/facts.ts';
import * as core from '../../core/role.ts';
import type { Stack } from '../ports/stack.ts';

export type { AnyRole, Member, Need, Refusal, SecretSource } from '../../core/role.ts';

/** Where a host stands in its cluster. */
export interface Placement<V> {
  /** Hosts that share the cluster with this one, this one included, whether or not the run is limited to some. */
  readonly directors: readonly core.Member<V>[];
  /** Directors and the real servers that are not directors; those whose variables the role can read. */
  readonly nodes: readonly core.Member<V>[];
  /** What makes the hosts a cluster, as the playbook says. */
  readonly stack: Stack;
  /** What else the playbook knows, and hosts may have been set up with. */
  readonly others: readonly Stack[];
  /** Those of them that a host with these facts is set up with still. */
  readonly otherStacksOn: (facts: Facts) => readonly Stack[];
}

/** A node, as the inventory alone has it. */
export type Placed<V> = core.Placed<V, Placement<V>>;

/** All a role needs to say what it wants on one node. */
export type Context<V> = core.Context<V, Placement<V>>;

/** One small, pure piece of what a node should be. */
export type Role<V> = core.Role<V, Placement<V>>;

/** {@link core.defineRole} for roles that look at their cluster. */
export const defineRole = <V>(role: Role<V>): core.AnyRole => core.defineRole(role);
