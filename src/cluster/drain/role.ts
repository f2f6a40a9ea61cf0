import type { AnyRole } from '../../core/role.ts';
import { joinSh } from '../../core/sh.ts';
import { type Context, defineRole } from '../model/role.ts';
import type { SegmentVars } from '../model/segment-vars.ts';
import type { Balancer } from '../ports/balancer.ts';
import { refuseOtherInForce } from '../stack/applied.ts';
import { changed, type DrainChange } from './change.ts';
import { askCounts, drainChecks, returnChecks } from './checks.ts';
import { realServerName } from './note.ts';
import { refuseOutage } from './refuse.ts';
import { askRegister, newest, renderRegister } from './register.ts';

interface DrainOptions {
  /** How long connections may take to end, in seconds. */
  readonly timeout: number;
  /** Drain even where clients are refused then. */
  readonly allowOutage: boolean;
}

/**
 * The balancer's role on directors that are to remember something else from now on: the same files, with that in them,
 * and in place of the health of the cluster what there is to wait for. So a drain is a plan like any other.
 */
export function drainRole(balancer: Balancer, change: DrainChange, { timeout, allowOutage }: DrainOptions): AnyRole {
  const { to, addresses } = change;
  const { name, vars, facts, secrets, resources } = balancer.role;
  const then = (context: Context<SegmentVars>): Context<SegmentVars> => {
    const next = renderRegister(changed(newest(context.recalled), change));
    return { ...context, recalled: new Map([...context.recalled, ['', next]]) };
  };
  return defineRole<SegmentVars>({
    name,
    // Whatever else its schema reads, the segment is among it.
    vars: vars as never,
    ...(facts === undefined ? {} : { facts }),
    ...(secrets === undefined ? {} : { secrets }),
    recall: (read) => joinSh([askCounts(read), askRegister]),
    refuseHost: (context) => [
      ...refuseOtherInForce(context),
      ...(to !== 'drained' || allowOutage
        ? []
        : refuseOutage(balancer.wanted(then(context)), { context, addresses, tables: context.recalled })),
    ],
    resources: (context) => resources(then(context)),
    clusterChecks(contexts) {
      const [first] = contexts.map(then);
      if (first === undefined || to === 'in service') return [];
      const names = addresses.map((address) => realServerName(address, first.nodes)).join(' and ');
      const waiting = { balancer, addresses, names };
      return to === 'drained'
        ? drainChecks(contexts.map(then), { ...waiting, timeout })
        : returnChecks(contexts, waiting);
    },
  });
}
