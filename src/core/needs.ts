import type { Problem } from './errors.ts';
import type { Job, ResolvedPlay } from './play.ts';
import type { AnyRole, Need } from './role.ts';

/** What roles need before them and the playbook does not have, a problem for each play and reason. Pure. */
export const unmetNeeds = ({ plays }: Pick<Job, 'plays'>): readonly Problem[] =>
  plays.flatMap((resolved, index) =>
    resolved.play.roles.flatMap((role) => {
      const missing = missingOf(role, resolved, plays.slice(0, index));
      return [...new Set(missing.map(({ why }) => why))].map((why) => {
        const whats = missing.flatMap((need) => (need.why === why ? [need.what] : []));
        const message = `play '${resolved.play.name}': role ${role.name} needs ${whats.join(', ')} before it: ${why}`;
        return { message };
      });
    }),
  );

/** Needs that nothing before the role meets on all hosts of its play; plays of their own come in the order of the needs. */
function missingOf(role: AnyRole, { play, hosts }: ResolvedPlay, earlier: readonly ResolvedPlay[]): readonly Need[] {
  const before = play.roles.slice(0, play.roles.indexOf(role));
  let from = 0;
  return (role.needs ?? []).filter(({ role: needed, as }) => {
    if (as === undefined && before.includes(needed)) return false;
    const found = earlier.findIndex(
      (other, i) =>
        other.play.roles.includes(needed) &&
        hosts.every((host) => other.hosts.includes(host)) &&
        (as === undefined || (i >= from && isLike(other.play, as))),
    );
    if (found >= 0 && as !== undefined) from = found + 1;
    return found < 0;
  });
}

/** Whether a play goes about its hosts as it has to: who serves, how many at a time, and what has to be right after it. */
const isLike = (play: ResolvedPlay['play'], as: NonNullable<Need['as']>): boolean =>
  (as.active === undefined) === (play.active === undefined) && play.batch === as.batch && play.gate === as.gate;
