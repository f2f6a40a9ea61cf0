import type { Play } from '../../core/play.ts';
import type { BalancerDrill } from './fault.ts';
import type { HaStack } from './ha-stack.ts';
import type { Program } from './program.ts';

export interface Balancer extends Program {
  readonly drill: BalancerDrill;
  /** Its plays on the directors, beginning with the clients of real servers that were removed. */
  readonly plays: (ha: Pick<HaStack, 'handOver'>) => readonly Play[];
}
