import type { Problem } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';

/** A cluster as its directors make it. */
export interface Cluster {
  readonly name: string;
  readonly directors: readonly Host[];
}

/** Clusters, or what keeps the inventory from saying which there are. No cluster: all nodes are one. */
export interface Found {
  readonly clusters: readonly Cluster[];
  readonly problems: readonly Problem[];
}
