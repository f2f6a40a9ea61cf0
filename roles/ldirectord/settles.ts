import { SETTLES_WITHIN } from '../../src/cluster/model/timing.ts';
import type { LdirectordVars } from './vars.ts';

/** ldirectord looks at its configuration between two rounds of checks, each as long as the slowest takes; in seconds. */
export const settlesWithin = ({
  ldirectord: { checkinterval, checktimeout, negotiatetimeout },
}: LdirectordVars): number => Math.max(SETTLES_WITHIN, 3 * (checkinterval + checktimeout + negotiatetimeout));
