import { NODES } from '../../src/cluster/membership/removed.ts';
import { askActive } from '../../src/cluster/model/active.ts';
import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { noClientsOfLeaving } from '../../src/cluster/services/clients.ts';
import { fallbackAddresses } from '../../src/cluster/services/fallbacks.ts';
import { wantedTable } from '../../src/cluster/services/table.ts';
import { HANDS_OVER } from './director/state.ts';
import { type KeepalivedVars, vars } from './vars.ts';

/** How long connections to a real server that leaves may take to end, in seconds. */
const ENDS_WITHIN = 300;

/** Before keepalived hears that real servers have left: their clients. */
export const drainRemovedRealServers = defineRole({
  name: 'keepalived',
  vars,
  readsGroups: NODES,
  resources(context: Context<KeepalivedVars>) {
    const table = holdsVirtualAddress(context.host, context.facts) ? 'own' : 'shared';
    const staying = wantedTable(context).flatMap(({ key, reals }) => reals.map(({ address }) => `${key} ${address}`));
    const fallbacks = fallbackAddresses(context.vars);
    const rest = { fallbacks, seconds: ENDS_WITHIN, askActive: askActive(context.vars), handsOver: HANDS_OVER };
    return [noClientsOfLeaving({ staying, table, ...rest })];
  },
});
