import { z } from 'zod';
import { factsBroughtBy } from '../core/asked-facts.ts';
import type { Playbook } from '../core/play.ts';
import { defineRole } from '../core/role.ts';

/** For every host of an inventory, with a role that wants nothing of it and reads no variable; it brings what `playbook` brings. */
export const forEveryHost = (playbook: Playbook): Playbook => ({
  plays: [
    {
      name: 'every host',
      hosts: 'all',
      roles: [defineRole({ name: 'nothing', vars: z.looseObject({}), resources: () => [] })],
    },
  ],
  facts: factsBroughtBy(playbook),
});
