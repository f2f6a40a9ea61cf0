import { z } from 'zod';
import type { HaDrill } from '../../src/cluster/ports/fault.ts';
import { stopHeartbeat } from './faults/stop-heartbeat.ts';
import { switchover } from './faults/switchover.ts';
import { deadtime } from './vars.ts';

const timed = z.object({ heartbeat: z.object({ deadtime }).prefault({}) });

export const drill: HaDrill = {
  faults: [switchover, stopHeartbeat],
  // The role's schema has checked it by now.
  deadtime: ({ vars }) => timed.parse(vars).heartbeat.deadtime,
};
