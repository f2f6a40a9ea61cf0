import { read } from '../../core/fact.ts';
import type { Facts } from '../../core/facts.ts';
import type { Hook } from '../../core/play.ts';
import { holdsVirtualAddress } from '../model/holder.ts';
import type { Context } from '../model/role.ts';
import type { Stack } from '../ports/stack.ts';
import { nameOf } from './names.ts';
import type { SetUpFact } from './set-up.ts';

/** The stacks among `others` that a host with these facts is set up with still. */
export const otherStacksOn =
  (others: readonly Stack[], fact: SetUpFact) =>
  (facts: Facts): readonly Stack[] =>
    others.length === 0 ? [] : others.filter((stack) => read(facts, fact).includes(nameOf(stack)));

type Director = Pick<Context<unknown>, 'directors' | 'known' | 'otherStacksOn' | 'host' | 'facts'>;

/** Whether some director is set up with another stack than the one that is wanted. */
export const changesStack = ({ directors, known, otherStacksOn: on }: Director): boolean =>
  directors.some(({ name }) => {
    const director = known.get(name);
    return director !== undefined && on(director.facts).length > 0;
  });

/** Whether another stack serves on the director: it goes on until a director of the new one has taken over. */
export const servesByOther = ({ host, facts, otherStacksOn: on }: Pick<Director, 'host' | 'facts' | 'otherStacksOn'>) =>
  on(facts).length > 0 && holdsVirtualAddress(host, facts);

/** A hook of a stack's, but for hosts that another stack is in force on: that one does not hand over to this one. */
export const unlessOther = (hook: Hook, on: (facts: Facts) => readonly Stack[]): Hook => ({
  ...(hook.before === undefined
    ? {}
    : { before: (turn) => (on(turn.facts).length > 0 ? undefined : hook.before?.(turn)) }),
  ...(hook.after === undefined
    ? {}
    : { after: (turn) => (on(turn.facts).length > 0 ? undefined : hook.after?.(turn)) }),
});
