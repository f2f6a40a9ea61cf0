import type { Context } from '../../../src/cluster/model/role.ts';
import { HEARTBEAT } from '../software.ts';
import { timings } from '../timings.ts';
import type { HeartbeatVars } from '../vars.ts';
import type { Rereading } from './edit.ts';
import { type Key, numberOf } from './number.ts';
import { type Authkeys, parseAuthkeys } from './state.ts';

type HeartbeatContext = Context<HeartbeatVars>;

/** What the directors' authkeys say. */
export const recalledKeys = ({ recalled }: Pick<HeartbeatContext, 'recalled'>): readonly Authkeys[] =>
  [...recalled.values()].flatMap((text) => parseAuthkeys(text) ?? []);

/** The key that the inventory wants, with its number. */
export function wantedKey(context: Pick<HeartbeatContext, 'recalled' | 'secrets'>): Key {
  const token = context.secrets['key'] ?? '';
  return { token, number: numberOf(token, recalledKeys(context)) };
}

/**
 * Whether directors with several keys hear each other while they sign with different ones. Heartbeat 3 looks a packet's key
 * up by its number on a serial line only; a packet of UDP it holds against the key that it signs with itself
 * (hb_compute_authentication in heartbeat.c; measured: "authtoken does not match", and the link is dead).
 */
export const hearsBoth = ({ vars }: Pick<HeartbeatContext, 'vars'>): boolean =>
  vars.heartbeat.links.some((link) => 'serial' in link);

/** How this director takes a change of its authkeys in. */
export const rereading = ({ vars, name, directors }: HeartbeatContext): Rereading => ({
  heartbeat: HEARTBEAT,
  others: directors.map((director) => director.name).filter((other) => other !== name),
  seconds: Math.ceil(timings(vars.heartbeat).deadtime) + 1,
});
