import { type Fact, linesIn } from '../../core/fact.ts';
import { joinSh, sh } from '../../core/sh.ts';
import { tidy } from '../../core/tidy.ts';
import type { Stack } from '../ports/stack.ts';

/** The names of the stacks that a host is set up with as a director, by their files. */
export type SetUpFact = Fact<readonly string[]>;

/** Made once for a playbook: the jobs of all its stacks ask the same. */
export const setUpFact = (stacks: readonly Stack[]): SetUpFact => ({
  id: 'stacks',
  ask: tidy(joinSh([...stacks.map(({ ha }) => sh`[ ! -e ${ha.directorFile} ] || echo ${ha.id}`), sh`:`])),
  parse: linesIn,
});
