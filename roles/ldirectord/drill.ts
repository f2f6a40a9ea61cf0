import type { BalancerDrill } from '../../src/cluster/ports/fault.ts';
import { firstPage, firstPages } from '../../src/cluster/services/first-page.ts';
import { servicesIn } from '../../src/cluster/services/given.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { settings } from '../../src/cluster/services/settings.ts';
import type { Host } from '../../src/core/host.ts';
import { sh } from '../../src/core/sh.ts';
import { killLdirectord } from './faults/kill-ldirectord.ts';
import { outAfter } from './out-after.ts';
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
