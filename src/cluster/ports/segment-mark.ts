/** What tells a cluster's packets from those of other clusters on the same segment. */
export interface SegmentMark {
  /** As a message calls it: `virtual_router_id`. */
  readonly what: string;
  readonly value: number | string;
  /** What happens where two clusters have the same; default: each takes the other's packets for its own. */
  readonly effect?: string;
  /** Where the inventory says it, or what it follows from. */
  readonly path: readonly PropertyKey[];
  /** How to give the cluster another. */
  readonly instead: string;
}
