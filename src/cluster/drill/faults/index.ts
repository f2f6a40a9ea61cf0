import type { Fault } from '../fault.ts';
import type { FaultName } from '../fault-names.ts';
import { crash } from './crash.ts';
import { cutLink } from './cut-link.ts';
import { killLdirectord } from './kill-ldirectord.ts';
import { killRealService } from './kill-real-service.ts';
import { stopHeartbeat } from './stop-heartbeat.ts';
import { switchover } from './switchover.ts';

export const FAULTS: Readonly<Record<FaultName, Fault>> = {
  switchover,
  'stop-heartbeat': stopHeartbeat,
  'kill-ldirectord': killLdirectord,
  'kill-real-service': killRealService,
  'cut-link': cutLink,
  crash,
};
