import type { Play } from '../../core/play.ts';
import type { AnyRole, Member } from '../../core/role.ts';
import type { WantedService } from '../ipvs/wanted.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import type { BalancerDrill } from './fault.ts';
import type { HaStack } from './ha-stack.ts';
import type { Program } from './program.ts';
import type { StatusPart } from './status.ts';

/** The cluster as a director sees it: variables as the balancer's role has read them, and what directors remember. */
export interface Balanced<V> {
  readonly vars: V;
  readonly nodes: readonly Member<V>[];
  readonly recalled: ReadonlyMap<string, string>;
}

/**
 * Port of a stack that fills the kernel's IPVS table and checks real servers. A folder in `roles/` implements it.
 *
 * Its role writes down what the register of drained real servers says (`drain/register.ts`), which directors remember: a
 * drain is this role's plan with another register.
 */
export interface Balancer<V extends SegmentVars = SegmentVars> extends Program {
  readonly drill: BalancerDrill;
  readonly status: StatusPart;
  /** Has directors balance, by the inventory and the register. */
  readonly role: AnyRole;
  /** Its plays on the directors, beginning with the clients of real servers that were removed. */
  readonly plays: (ha: Pick<HaStack, 'handOver'>) => readonly Play[];
  /** The virtual services, in the order of the inventory; a drained real server has weight 0. */
  readonly wanted: (cluster: Balanced<V>) => readonly WantedService[];
  /** Whether persistent clients of a drained real server go on to be sent there. */
  readonly keepsPersistent: (vars: V) => boolean;
  /** How long it may take to be in force what its role has written, in seconds. */
  readonly settlesWithin: (vars: V) => number;
}

/** Checks a balancer's types and closes over them: only what its role's schema has read is handed to it. */
export const defineBalancer = <V extends SegmentVars>(balancer: Balancer<V>): Balancer =>
  balancer as unknown as Balancer;
