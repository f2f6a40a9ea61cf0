import type { Context } from '../../../src/cluster/model/role.ts';
import type { HeartbeatVars } from '../vars.ts';
import { hearsBoth, recalledKeys, wantedKey } from './key.ts';

/** What whoever approves a plan should know of a key that changes, or of a change that was cut off. */
export function warnOfKeys(context: Context<HeartbeatVars>): readonly string[] {
  const nodes = recalledKeys(context);
  const { token, number } = wantedKey(context);
  const changes = nodes.some(({ signs, keys }) => signs !== number || keys.get(number) !== token);
  const halfway = nodes.some(({ keys }) => keys.size > 1);
  return [
    ...(halfway
      ? [
          `heartbeat's key is half-way changed: directors accept more than one; this plan finishes that, with key ${number}`,
        ]
      : []),
    ...(changes && nodes.length > 1 && !hearsBoth(context)
      ? [
          "heartbeat's key changes, and no link is serial: over UDP heartbeat believes only its own signing key, so the " +
            'standby stops heartbeat until the active director has the new one; until then nobody would take over',
        ]
      : []),
  ];
}
