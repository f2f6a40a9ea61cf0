import { nameOf } from '../../../src/cluster/drain/note.ts';
import { askRegister, newest, renderRegister } from '../../../src/cluster/drain/register.ts';
import { type AnyRole, type Context, defineRole, type Role } from '../../../src/cluster/model/role.ts';
import { joinSh } from '../../../src/core/sh.ts';
import { ldirectord } from '../role.ts';
import type { LdirectordVars } from '../vars.ts';
import { type Change, changed } from './change.ts';
import { askCounts, drainChecks, returnChecks } from './checks.ts';
import { refuseOutage } from './refuse.ts';

export interface DrainOptions {
  /** How long connections may take to end, in seconds. */
  readonly timeout: number;
  /** Drain even where clients are refused then. */
  readonly allowOutage: boolean;
}

/**
 * ldirectord's role on directors that are to remember something else from now on: the same files, with that in them,
 * and in place of the health of the cluster what there is to wait for. So a drain is a plan like any other.
 */
export function drainRole(change: Change, { timeout, allowOutage }: DrainOptions): AnyRole {
  const { to, addresses } = change;
  const then = (context: Context<LdirectordVars>): Context<LdirectordVars> => {
    const next = renderRegister(changed(newest(context.recalled), change));
    return { ...context, recalled: new Map([...context.recalled, ['', next]]) };
  };
  const role: Role<LdirectordVars> = {
    name: ldirectord.name,
    vars: ldirectord.vars,
    ...(ldirectord.secrets === undefined ? {} : { secrets: ldirectord.secrets }),
    recall: (vars) => joinSh([askCounts(vars), askRegister]),
    refuseHost: (context) =>
      to !== 'drained' || allowOutage ? [] : refuseOutage(then(context), { addresses, tables: context.recalled }),
    resources: (context) => ldirectord.resources(then(context)),
    clusterChecks(contexts) {
      const names = addresses.map((address) => nameOf(address, contexts[0]?.nodes ?? [])).join(' and ');
      const all = contexts.map(then);
      if (to === 'drained') return drainChecks(all, { addresses, names, timeout });
      return to === 'returning' ? returnChecks(all, { addresses, names }) : [];
    },
  };
  return defineRole(role);
}
