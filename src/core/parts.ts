import type { Problem } from './errors.ts';
import type { Host } from './host.ts';

/** Hosts of an inventory that have nothing to do with its other hosts: a cluster among several. */
export interface Part {
  readonly name: string;
  readonly hosts: readonly Host[];
}

/** The parts of an inventory. One part or none: it is worked on as a whole. */
export interface Partition {
  readonly parts: readonly Part[];
  /** What leaves it open which host is of which part. */
  readonly problems: readonly Problem[];
}
