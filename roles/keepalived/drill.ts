import type { BalancerDrill, HaDrill } from '../../src/cluster/ports/fault.ts';
import { firstPage, firstPages } from '../../src/cluster/services/first-page.ts';
import { servicesIn } from '../../src/cluster/services/given.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import type { Host } from '../../src/core/host.ts';
import { sh } from '../../src/core/sh.ts';
import { checkSeconds, timingOf } from './checks/timing.ts';
import { killKeepalived } from './faults/kill-keepalived.ts';
import { stopKeepalived } from './faults/stop-keepalived.ts';
import { switchover } from './faults/switchover.ts';
import { advertSeconds, section } from './vars/section.ts';
import { type KeepalivedVars, vars as schema } from './vars.ts';

type Director = Pick<Host, 'vars'>;

/** The role's schema has refused what is wrong by now. */
const read = ({ vars }: Director): KeepalivedVars | undefined => schema.safeParse(vars).data;

export const drill: HaDrill = {
  faults: [switchover, stopKeepalived, killKeepalived],
  version: sh`keepalived --version 2>&1 | head -n 1 || :`,
  // Three adverts, and a part of one more that lets the one of higher priority go first.
  deadtime: (director) => 4 * advertSeconds(read(director)?.keepalived ?? section.parse({})),
};

export const balancerDrill: BalancerDrill = {
  faults: [],
  checkSeconds(director) {
    const vars = read(director);
    return Math.max(
      6,
      ...(vars === undefined
        ? []
        : servicesIn<VirtualService>(vars).map((service) => checkSeconds(timingOf(service, vars)))),
    );
  },
  url: (director) => {
    const vars = read(director);
    return vars === undefined ? undefined : firstPage(vars);
  },
  pages: (director) => {
    const vars = read(director);
    return vars === undefined ? [] : firstPages(vars);
  },
};
