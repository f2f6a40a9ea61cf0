import type { Role } from '../../src/core/role.ts';
import { sh } from '../../src/core/sh.ts';
import { AUTHKEYS } from './config.ts';
import { type HeartbeatVars, vars } from './vars.ts';

/** What heartbeat's role and its phases on a serving cluster have in common: one name, so one tag and one key. */
export const base = {
  name: 'heartbeat',
  vars,
  secrets: ({ heartbeat: { key } }) => ({
    key:
      'generate' in key
        ? { ...key, recover: sh`sed -n 's/^1 sha1 //p' ${AUTHKEYS} 2>/dev/null` }
        : { ...key, forbids: ' ' },
  }),
} satisfies Partial<Role<HeartbeatVars>>;
