/** Port of a stack that fills the kernel's IPVS table and checks real servers. A folder in `roles/` implements it. */
export interface Balancer {
  /** Its name in messages, and the name of its role: `ldirectord`. */
  readonly id: string;
}
