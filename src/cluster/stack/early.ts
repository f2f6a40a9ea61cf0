import type { Play } from '../../core/play.ts';
import type { AnyRole } from '../../core/role.ts';
import type { Context } from '../model/role.ts';
import { changesStack, servesByOther } from './other.ts';

/**
 * A stack's own plays once more, for the directors that do not serve while the stack changes: they get all of it, and one of
 * them takes over while the old stack still serves elsewhere. At any other time they want nothing. What is right only once
 * the others have joined is proven by the plays themselves, which come after.
 */
export const earlyPlays = (plays: readonly Play[]): readonly Play[] =>
  plays.map(({ around: _, ...play }) => ({
    ...play,
    name: `${play.name} (standby first)`,
    roles: play.roles.map(early),
    gate: () => [],
  }));

/** A role that wants what it wants, on a director that another stack does not serve on. */
function early({ name, vars, secrets, facts, recall, serves, readsGroups, resources }: AnyRole): AnyRole {
  return {
    name,
    vars,
    ...(secrets === undefined ? {} : { secrets }),
    ...(facts === undefined ? {} : { facts }),
    ...(recall === undefined ? {} : { recall }),
    ...(serves === undefined ? {} : { serves }),
    ...(readsGroups === undefined ? {} : { readsGroups }),
    resources(given) {
      // What the playbook's domain has put into it.
      const context = given as Context<unknown>;
      return changesStack(context) && !servesByOther(context) ? resources(given) : [];
    },
  };
}
