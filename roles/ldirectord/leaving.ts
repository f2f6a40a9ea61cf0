import { NODES } from '../../src/cluster/membership/removed.ts';
import { askActive } from '../../src/cluster/model/active.ts';
import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import { type Context, defineRole } from '../../src/cluster/model/role.ts';
import { noClientsOfLeaving } from './clients.ts';
import { wantedTable } from './table.ts';
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
    const rest = { fallbacks: fallbacks(context.vars), seconds: ENDS_WITHIN, askActive: askActive(context.vars) };
    return [noClientsOfLeaving({ staying, table, ...rest })];
  },
});

const fallbacks = ({ ldirectord, virtual_services: services }: LdirectordVars): readonly string[] =>
  [ldirectord.fallback, ...services.map(({ fallback }) => fallback)].flatMap((fallback) =>
    fallback === undefined ? [] : [fallback.address],
  );
