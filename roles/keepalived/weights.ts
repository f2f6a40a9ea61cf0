import type { Context } from '../../src/cluster/model/role.ts';
import { succession } from './director/levels.ts';
import { weightsOf } from './vars/weights.ts';
import type { KeepalivedVars } from './vars.ts';

/** Weights that move no duties away from the first director, whatever fails: the next one has too low a priority. */
export function warnOfWeights({ name, vars, directors }: Pick<Context<KeepalivedVars>, 'name' | 'vars' | 'directors'>) {
  const weight = weightsOf(vars.keepalived).reduce((sum, one) => sum + Math.abs(one), 0);
  const [first, second] = succession(directors.map((one) => ({ ...one, directors })));
  if (weight === 0 || first?.name !== name || second === undefined) return [];
  const difference = first.standby - second.standby;
  if (weight > difference) return [];
  return [
    `track_script and track_interface have the weight ${weight} together, and ${first.name} has ${difference} more priority than ` +
      `${second.name}, so that no failure moves duties; set weights above ${difference}, or a \`priority\` for each director`,
  ];
}
