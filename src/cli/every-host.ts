import { z } from 'zod';
import { defineRole } from '../core/role.ts';
import type { LoadedPlaybook } from './load-playbook.ts';

/** For every host of an inventory, with a role that wants nothing of it and reads no variable. */
export const EVERY_HOST: LoadedPlaybook = {
  playbook: {
    plays: [
      {
        name: 'every host',
        hosts: 'all',
        roles: [defineRole({ name: 'nothing', vars: z.looseObject({}), resources: () => [] })],
      },
    ],
  },
  code: () => [],
};
