import { addressGroups, hostGroups } from '../../src/cluster/model/address-groups.ts';
import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { joinSh, type Sh } from '../../src/core/sh.ts';
import { askPeers, askState, isPassing, parsePeers, parseState, parseStates } from './director/state.ts';
import type { KeepalivedVars } from './vars.ts';

type Known = Pick<Context<KeepalivedVars>, 'directors' | 'known' | 'recalled'>;

/** Prints what a director is, and whom it hears. */
export const askDuties: Sh = joinSh([askState, askPeers]);

/** Whether a director hears `name`; one on which keepalived does not run takes nobody for alive. */
export const hears = (recalled: string, name: string): boolean =>
  parseState(recalled)?.runs === true &&
  parsePeers(recalled).some(({ node, status }) => node === name && status === 'answers');

/** Whether duties pass just now. */
export function dutiesUnderWay(recalled: ReadonlyMap<string, string>): string | undefined {
  const passing = [...recalled].flatMap(([name, text]) => {
    return parseStates(text).some(isPassing) ? [name] : [];
  });
  return passing.length === 0 ? undefined : `a hand-over is under way on ${passing.join(' and ')}`;
}

/** The directors that have virtual addresses. */
export const holders = ({ directors, known }: Known): readonly string[] =>
  directors.flatMap(({ name, host }) => {
    const facts = known.get(name)?.facts;
    return facts !== undefined && holdsVirtualAddress(host, facts) ? [name] : [];
  });

/** Two directors have the same virtual addresses, and not for the moment of a hand-over: who keeps them, and who gives them up. */
export interface Split {
  readonly keeper: string;
  readonly others: readonly string[];
  /** The number of the group that the addresses are in. */
  readonly group: number;
}

export function splitOf(context: Known & Pick<Context<KeepalivedVars>, 'vars'>): Split | undefined {
  const splits = addressGroups(context.vars).flatMap((_, group) => splitIn(context, group) ?? []);
  return splits[0];
}

function splitIn(context: Known, group: number): Split | undefined {
  const having = context.directors.flatMap(({ name, host }) => {
    const facts = context.known.get(name)?.facts;
    const its = hostGroups(host)[group];
    return facts !== undefined && its !== undefined && holdsVirtualAddress(its, facts) ? [name] : [];
  });
  const stateOf = (name: string) => parseState(context.recalled.get(name) ?? '');
  // Of a director that was not asked nothing is known, nor whether it hands over just now.
  if (having.some((name) => stateOf(name) === undefined)) return undefined;
  const runs = having.filter((name) => stateOf(name)?.runs === true);
  const keeper = runs[0] ?? having[0];
  if (keeper === undefined || having.length < 2 || dutiesUnderWay(context.recalled) !== undefined) return undefined;
  return { keeper, others: having.filter((name) => name !== keeper), group };
}
