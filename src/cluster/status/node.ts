import type { Host } from '../../core/host.ts';

/** A node that is asked, with what the questions to it depend on. */
export interface AskedNode {
  readonly director: boolean;
  readonly interface: string;
  /** The node's own address on the segment. */
  readonly own: string;
  /** The virtual addresses. */
  readonly virtual: readonly string[];
  /** The interfaces of those that have one of their own. */
  readonly interfaces?: ReadonlyMap<string, string>;
  /** The other directors. */
  readonly peers: readonly string[];
  /** The routers that its default routes should go through, one of a family at most. */
  readonly gateways: readonly string[];
  /** The inventory's variables of the node. */
  readonly vars: Host['vars'];
}
