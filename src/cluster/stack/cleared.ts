import type { Relations } from '../../core/resource.ts';
import type { Context } from '../../core/role.ts';

const LEFT = ' has left no IPVS table';

/** The key of the command that clears the IPVS table of a stack that is left, and stops its sync daemons. */
export const tableClearedOf = (stack: string): string => `${stack}${LEFT}`;

/** Says that leaving another stack on the same host may undo the resource. */
export const resetByLeaving = ({ earlier }: Pick<Context<unknown>, 'earlier'>): Pick<Relations, 'resetBy'> => ({
  resetBy: [...earlier.values()]
    .filter(({ type, key }) => type === 'command' && key.endsWith(LEFT))
    .map((resource) => ({ resource, how: 'clearing the IPVS table of the other stack' })),
});
