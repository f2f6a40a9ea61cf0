import { LEVELS } from './director/levels.ts';
import type { KeepalivedVars } from './vars.ts';

/** Weights that cannot move duties away from a director: while it is active its priority is above what they take away. */
export const warnOfWeights = ({ vars: { keepalived } }: { readonly vars: KeepalivedVars }): readonly string[] => [
  ...keepalived.track_script.flatMap(({ name, weight }) =>
    weight === 0 ? [] : [told(`track_script ${name}`, weight)],
  ),
  ...keepalived.track_interface.flatMap((one) =>
    'weight' in one && one.weight !== undefined && one.weight !== 0
      ? [told(`track_interface ${one.interface}`, one.weight)]
      : [],
  ),
];

const told = (what: string, weight: number): string =>
  `${what} has the weight ${weight}: while a director is active its priority is ${LEVELS.active}, so that moves nothing; ` +
  'leave the weight out, and a failure takes the director out';
