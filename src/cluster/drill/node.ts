/** A node of the cluster, as far as a drill has to know it. */
export interface DrillNode {
  readonly name: string;
  /** Its own address on the segment. */
  readonly address: string;
  readonly isDirector: boolean;
  /** The interface on the segment. */
  readonly interface: string;
}
