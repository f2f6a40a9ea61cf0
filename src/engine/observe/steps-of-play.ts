import type { Step } from '../../core/plan.ts';
import type { Plans, Prepared } from '../compose/prepared.ts';

/** Those of a host's steps that belong to a play, by the number of the play from 0. */
export function stepsOfPlay(
  { composition }: Pick<Prepared, 'composition'>,
  { steps }: Pick<Plans, 'steps'>,
  host: string,
  play: number,
): readonly Step[] {
  const ids = new Set(composition.desired.get(host)?.plays[play]?.map(({ id }) => id));
  return (steps.get(host) ?? []).filter(({ id }) => ids.has(id));
}
