import type { Balancer } from '../../src/cluster/ports/balancer.ts';

/** ldirectord, behind the port of `src/cluster`. */
export const ldirectord: Balancer = { id: 'ldirectord' };
