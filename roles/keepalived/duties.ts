import { holdsVirtualAddress } from '../../src/cluster/model/holder.ts';
import type { Context } from '../../src/cluster/model/role.ts';
import { joinSh, type Sh } from '../../src/core/sh.ts';
import { askPeers, askState, isPassing, parsePeers, parseState } from './director/state.ts';
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
    const state = parseState(text);
    return state !== undefined && isPassing(state) ? [name] : [];
  });
  return passing.length === 0 ? undefined : `a hand-over is under way on ${passing.join(' and ')}`;
}

/** The directors that have the virtual address. */
export const holders = ({ directors, known }: Known): readonly string[] =>
  directors.flatMap(({ name, host }) => {
    const facts = known.get(name)?.facts;
    return facts !== undefined && holdsVirtualAddress(host, facts) ? [name] : [];
  });

/** Two directors have the virtual address, and not for the moment of a hand-over: who keeps it, and who gives it up. */
export interface Split {
  readonly keeper: string;
  readonly others: readonly string[];
}

export function splitOf(context: Known): Split | undefined {
  const having = holders(context);
  const stateOf = (name: string) => parseState(context.recalled.get(name) ?? '');
  // Of a director that was not asked nothing is known, nor whether it hands over just now.
  if (having.some((name) => stateOf(name) === undefined)) return undefined;
  const runs = having.filter((name) => stateOf(name)?.runs === true);
  const keeper = runs[0] ?? having[0];
  if (keeper === undefined || having.length < 2 || dutiesUnderWay(context.recalled) !== undefined) return undefined;
  return { keeper, others: having.filter((name) => name !== keeper) };
}
