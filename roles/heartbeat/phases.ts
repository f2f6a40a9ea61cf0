import { defineRole } from '../../src/core/role.ts';
import { holdsVirtualAddress } from '../shared/holder.ts';
import { base } from './base.ts';
import { serving, standingDown } from './resources.ts';

/*
 * Directors with different keys, or links that do not meet, take each other for dead, and both take the virtual
 * address (measured: it stays so). So while the cluster serves, new ones come to a standby that has stood down first,
 * to the active director second, and the role itself starts the standby again.
 */

/** First: a director that does not serve gets its files and stands down if they matter to the other. */
export const standby = defineRole({
  ...base,
  resources: (context) => (holdsVirtualAddress(context.host, context.facts) ? [] : standingDown(context)),
});

/** Then: the director that serves goes on with the same, alone. */
export const active = defineRole({
  ...base,
  resources: (context) => (holdsVirtualAddress(context.host, context.facts) ? serving(context) : []),
});
