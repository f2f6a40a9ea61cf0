import type { Role } from '../../src/cluster/model/role.ts';
import { joinSh, sh } from '../../src/core/sh.ts';
import { askAuthkeys, showComingKey, showSigningKey } from './authkeys/state.ts';
import { askDuties, dutiesUnderWay } from './duties.ts';
import { askPeers } from './peers.ts';
import { askPreferred } from './preferred.ts';
import { type HeartbeatVars, vars } from './vars.ts';

/** What heartbeat's role and its phases on a serving cluster have in common: one name, so one tag and one key. */
export const base = {
  name: 'heartbeat',
  serves: true,
  vars,
  recall: () => joinSh([sh`(${askAuthkeys})`, askDuties, askPeers, askPreferred]),
  underWay: dutiesUnderWay,
  secrets: ({ heartbeat: { key } }) => ({
    key: 'generate' in key ? { ...key, begun: showComingKey, recover: showSigningKey } : { ...key, forbids: ' ' },
  }),
} satisfies Partial<Role<HeartbeatVars>>;
