import type { Balancer } from './balancer.ts';
import type { HaStack } from './ha-stack.ts';

/** What makes hosts a cluster: who moves the virtual address, and who fills the kernel's table. One program may be both. */
export interface Stack {
  readonly ha: HaStack;
  readonly balancer: Balancer;
}
