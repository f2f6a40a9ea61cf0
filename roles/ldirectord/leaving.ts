import { type Context, defineRole } from '../../src/core/role.ts';
import { holdsVirtualAddress } from '../shared/holder.ts';
import { noClientsOfLeaving } from './clients.ts';
import { wantedTable } from './table.ts';
import { type LdirectordVars, vars } from './vars.ts';

/** How long connections to a real server that leaves may take to end, in seconds. */
const ENDS_WITHIN = 300;

/** Before ldirectord hears that real servers have left: their clients. */
export const clientsLeave = defineRole({
  name: 'ldirectord',
  vars,
  readsNodes: true,
  resources(context: Context<LdirectordVars>) {
    // Whoever takes duties over in this very run gets a table by its new file.
    if (!holdsVirtualAddress(context.host, context.facts)) return [];
    const staying = wantedTable(context).flatMap(({ key, reals }) => reals.map(({ address }) => `${key} ${address}`));
    return [noClientsOfLeaving({ staying, fallbacks: fallbacks(context.vars), seconds: ENDS_WITHIN })];
  },
});

const fallbacks = ({ ldirectord, virtual_services: services }: LdirectordVars): readonly string[] =>
  [ldirectord.fallback, ...services.map(({ fallback }) => fallback)].flatMap((fallback) =>
    fallback === undefined ? [] : [fallback.address],
  );
