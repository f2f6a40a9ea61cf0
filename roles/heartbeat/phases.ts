import { holdsVirtualAddress, oldAddresses } from '../../src/cluster/model/holder.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { becomesAnother, tellsOfAnother } from './another-address.ts';
import { hearsBoth, rereading, wantedKey } from './authkeys/key.ts';
import { acceptsKey, signsWithKey } from './authkeys/resources.ts';
import { parseAuthkeys } from './authkeys/state.ts';
import { base } from './base.ts';
import { hearing, oneActive } from './checks.ts';
import { splitOf } from './duties.ts';
import { givesUpAddress } from './mend.ts';
import { ALIKE, serving, standingDown } from './resources.ts';
import type { HeartbeatVars } from './vars.ts';

/*
 * Directors with different keys, or links that do not meet, take each other for dead, and both take the virtual
 * address (measured: it stays so). So a new key comes in steps, each of which the other directors are ready for; the
 * old one goes with the rest of the files. Links that change, and keys where nothing can hear both, come to a
 * standby that has stood down first, to the active director second, and the role itself starts the standby again.
 */

type HeartbeatContext = Context<HeartbeatVars>;

/** A step of all directors towards the key that the inventory wants, where they can take it one after another. */
const step = (phase: typeof acceptsKey | typeof signsWithKey) => (context: HeartbeatContext) =>
  hearsBoth(context) && splitOf(context) === undefined
    ? [phase({ ...wantedKey(context), ...rereading(context) }, { mustMatchPeers: ALIKE })]
    : [];

/** Whether a director serves, or will by its turn: the only one left that ever had a key takes over from those that leave. */
function serves(context: HeartbeatContext): boolean {
  const { name, host, facts, directors, recalled } = context;
  const split = splitOf(context);
  if (split !== undefined) return split.keeper === name;
  const known = (director: string): boolean => parseAuthkeys(recalled.get(director) ?? '') !== undefined;
  const alone = known(name) && directors.every((other) => other.name === name || !known(other.name));
  return alone || holdsVirtualAddress(host, facts) || oldAddresses({ host, facts }).length > 0;
}

/** First: every director accepts the new key, too. */
export const acceptKey = defineRole({
  ...base,
  resources: step(acceptsKey),
  checks: hearing,
  clusterChecks: oneActive,
});

/** Then: every director signs with it. */
export const signWithKey = defineRole({
  ...base,
  resources: step(signsWithKey),
  checks: hearing,
  clusterChecks: oneActive,
});

/** Then: a director that does not serve gets its files and stands down if they matter to the other. */
export const standby = defineRole({
  ...base,
  resources: (context) => (serves(context) ? [] : [...standingDown(context), ...givesUpAddress(context)]),
});

/** Then: the director that serves goes on with the same, alone. */
export const active = defineRole({
  ...base,
  warn: tellsOfAnother,
  resources: (context) => (serves(context) ? [...serving(context), ...becomesAnother(context)] : []),
});
