import type { Play } from '../../core/play.ts';
import type { BalancerDrill } from './fault.ts';
import type { HaStack } from './ha-stack.ts';
import type { Program } from './program.ts';

/** Port of a stack that fills the kernel's IPVS table and checks real servers. A folder in `roles/` implements it. */
export interface Balancer extends Program {
  readonly drill: BalancerDrill;
  /** Its plays on the directors, beginning with the clients of real servers that were removed. */
  readonly plays: (ha: Pick<HaStack, 'handOver'>) => readonly Play[];
}
