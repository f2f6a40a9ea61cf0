import type { ZodType } from 'zod';
import type { Sh } from '../../core/sh.ts';
import { NODES } from '../membership/removed.ts';
import { askActive } from '../model/active.ts';
import { holdsVirtualAddress } from '../model/holder.ts';
import { type Context, defineRole } from '../model/role.ts';
import { noClientsOfLeaving } from './clients.ts';
import { fallbackAddresses } from './fallbacks.ts';
import { wantedTable } from './table.ts';
import type { ServicesVars } from './vars.ts';

/** How long connections to a real server that leaves may take to end, in seconds. */
const ENDS_WITHIN = 300;

interface Balancer<V extends ServicesVars> {
  /** That of its role, so that both are one to `--tags`. */
  readonly name: string;
  readonly vars: ZodType<V>;
  /** Succeeds while duties pass from or to the director. */
  readonly handsOver: Sh;
}

/** Before a balancer hears that real servers have left: their clients. */
export const drainRemovedRealServers = <V extends ServicesVars>({ name, vars, handsOver }: Balancer<V>) =>
  defineRole({
    name,
    vars,
    readsGroups: NODES,
    resources(context: Context<V>) {
      // Whoever takes duties over in this very run the classic way begins with an empty table.
      const table = holdsVirtualAddress(context.host, context.facts) ? 'own' : 'shared';
      const wanted = wantedTable(context);
      const staying = wanted.flatMap(({ key, reals }) => reals.map(({ address }) => `${key} ${address}`));
      const services = wanted.map(({ key }) => key);
      const fallbacks = fallbackAddresses(context.vars);
      const rest = { fallbacks, seconds: ENDS_WITHIN, askActive: askActive(context.vars), handsOver };
      return [noClientsOfLeaving({ services, staying, table, ...rest })];
    },
  });
