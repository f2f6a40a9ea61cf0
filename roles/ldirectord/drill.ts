import type { BalancerDrill } from '../../src/cluster/ports/fault.ts';
import { firstPage, firstPages } from '../../src/cluster/services/first-page.ts';
import { servicesIn } from '../../src/cluster/services/given.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { settings } from '../../src/cluster/services/settings.ts';
import type { Host } from '../../src/core/host.ts';
import { sh } from '../../src/core/sh.ts';
import { killLdirectord } from './faults/kill-ldirectord.ts';
import { type LdirectordVars, vars as schema } from './vars.ts';

export const drill: BalancerDrill = {
  faults: [killLdirectord],
  version: sh`ldirectord --version 2>/dev/null | head -n 1 || :`,
  checkSeconds(director) {
    const vars = read(director);
    const services = vars === undefined ? [{}] : servicesIn<VirtualService>(vars).map(({ check }) => check);
    return Math.max(...services.map((check) => outAfter(check, vars?.ldirectord ?? settings.parse({}))));
  },
  url(director) {
    const vars = read(director);
    return vars && firstPage(vars);
  },
  pages(director) {
    const vars = read(director);
    return vars === undefined ? [] : firstPages(vars);
  },
};

/** The schema has refused what is wrong by now, where the playbook has the role. */
const read = ({ vars }: Pick<Host, 'vars'>): LdirectordVars | undefined => schema.safeParse(vars).data;

type Check = Partial<Pick<VirtualService['check'], 'timeout' | 'negotiatetimeout' | 'interval' | 'failurecount'>>;

/**
 * Seconds until checks have taken a dead real server out: so many rounds as have to fail, each an interval and as long as a
 * check may take. A second more, as no round begins on time to the millisecond.
 */
function outAfter(check: Check, usual: LdirectordVars['ldirectord']): number {
  const { interval = usual.checkinterval, failurecount = usual.failurecount ?? 1 } = check;
  const { timeout = usual.checktimeout, negotiatetimeout = usual.negotiatetimeout } = check;
  return failurecount * (interval + Math.max(timeout, negotiatetimeout)) + 1;
}
