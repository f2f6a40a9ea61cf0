import type { HaStack } from '../../src/cluster/ports/ha-stack.ts';
import { handOver, switchover } from './handover/hand-over.ts';

/** heartbeat in its classic haresources mode, behind the port of `src/cluster`. */
export const heartbeat: HaStack = { id: 'heartbeat', handOver, switchover };
