import type { Stack } from '../ports/stack.ts';
import type { AskedNode } from './node.ts';
import type { Probe } from './probe.ts';
import { addresses, arp, counts, kernel, mac, register, routes, since, table } from './probes.ts';

/** All that a node is asked: what every node is, what every director is, and what the stack asks directors. */
export const probesOf = (
  { ha, balancer }: Stack,
  { director }: Pick<AskedNode, 'director'>,
): readonly Probe<unknown>[] => [
  ...[addresses, mac, arp, kernel, routes],
  ...(director ? [since, ...ha.status.probes, ...balancer.status.probes, table, counts, register] : []),
];
