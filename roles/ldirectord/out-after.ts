import { servicesIn } from '../../src/cluster/services/given.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import type { LdirectordVars } from './vars.ts';

type Check = Partial<Pick<VirtualService['check'], 'timeout' | 'negotiatetimeout' | 'interval' | 'failurecount'>>;

/**
 * Seconds until checks have taken a dead real server out: so many rounds as have to fail, each an interval and as long as a
 * check may take. A second more, as no round begins on time to the millisecond.
 */
export function outAfter(check: Check, usual: LdirectordVars['ldirectord']): number {
  const { interval = usual.checkinterval, failurecount = usual.failurecount ?? 1 } = check;
  const { timeout = usual.checktimeout, negotiatetimeout = usual.negotiatetimeout } = check;
  return failurecount * (interval + Math.max(timeout, negotiatetimeout)) + 1;
}

/** A shutdown is held up for so long at most, in seconds; it fails clients when it goes on before. */
const LONGEST = 120;

/** The same until all services are rid of it. */
export const outOfAllAfter = (vars: LdirectordVars): number =>
  Math.min(LONGEST, Math.max(...servicesIn<VirtualService>(vars).map(({ check }) => outAfter(check, vars.ldirectord))));
