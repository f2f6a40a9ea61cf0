import { z } from 'zod';
import type { BalancerDrill } from '../../src/cluster/ports/fault.ts';
import { sh } from '../../src/core/sh.ts';
import { killLdirectord } from './faults/kill-ldirectord.ts';
import { globals } from './vars/globals.ts';

const timed = z.object({ ldirectord: globals.prefault({}) });

export const drill: BalancerDrill = {
  faults: [killLdirectord],
  version: sh`ldirectord --version 2>/dev/null | head -n 1 || :`,
  // The role's schema has checked it by now. A second more, as a check does not begin on time to the millisecond.
  checkSeconds({ vars }) {
    const { checkinterval, checktimeout, negotiatetimeout } = timed.parse(vars).ldirectord;
    return checkinterval + Math.max(checktimeout, negotiatetimeout) + 1;
  },
};
