import { NODES } from '../../src/cluster/membership/removed.ts';
import { askActive } from '../../src/cluster/model/active.ts';
import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { noClientsOfLeaving } from '../../src/cluster/services/clients.ts';
import { fallbackAddresses } from '../../src/cluster/services/fallbacks.ts';
import { wantedTable } from '../../src/cluster/services/table.ts';
import { sh } from '../../src/core/sh.ts';
import { NOTE } from '../heartbeat/handover/at-work.ts';
import { type LdirectordVars, vars } from './vars.ts';

/** How long connections to a real server that leaves may take to end, in seconds. */
const ENDS_WITHIN = 300;

/** Before ldirectord hears that real servers have left: their clients. */
export const drainRemovedRealServers = defineRole({
  name: 'ldirectord',
  vars,
  readsGroups: NODES,
  resources(context: Context<LdirectordVars>) {
    // Whoever takes duties over in this very run the classic way begins with an empty table.
    const table = holdsVirtualAddress(context.host, context.facts) ? 'own' : 'shared';
    const staying = wantedTable(context).flatMap(({ key, reals }) => reals.map(({ address }) => `${key} ${address}`));
    const fallbacks = fallbackAddresses(context.vars);
    const rest = { fallbacks, seconds: ENDS_WITHIN, askActive: askActive(context.vars), handsOver: sh`[ -e ${NOTE} ]` };
    return [noClientsOfLeaving({ staying, table, ...rest })];
  },
});
