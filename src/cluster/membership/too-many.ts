import type { Problem } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import type { HaStack } from '../ports/ha-stack.ts';

/** Directors that are more than the stack can have, each at its place. */
export const refuseTooMany =
  ({ id, limits }: Pick<HaStack, 'id' | 'limits'>) =>
  (hosts: readonly Host[]): readonly Problem[] => {
    const { most = Number.POSITIVE_INFINITY, why = '' } = limits?.directors ?? {};
    const directors = hosts.filter(({ groups }) => groups.includes('directors'));
    const fit = directors.slice(0, most).map(({ name }) => name);
    return directors.slice(most).map(({ name, at }) => ({
      at: at([]),
      message:
        `${name} is one director too many: ${why}; ${id} is for ${most} at most (${fit.join(' and ')}), ` +
        `so move ${name} to real_servers`,
    }));
  };
