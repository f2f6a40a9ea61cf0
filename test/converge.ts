import { expect } from 'vitest';
import type { Connection } from '../src/core/connection.ts';
import { planSteps, type Step } from '../src/core/plan.ts';
import type { Resource, State } from '../src/core/resource.ts';

/** What the engine does with resources on one host, step by step, for tests of the resources themselves. */
export interface Convergence {
  observe(...resources: readonly Resource[]): Promise<readonly State[]>;
  plan(...resources: readonly Resource[]): Promise<readonly Step[]>;
  /** Applies resources once, in order, and sees that nothing is left to do. Returns the steps it took. */
  converge(...resources: readonly Resource[]): Promise<readonly Step[]>;
}

export function convergence({ ask, run }: Pick<Connection, 'ask' | 'run'>): Convergence {
  const observe = async (...resources: readonly Resource[]): Promise<readonly State[]> => {
    const answers = await ask(resources.map(({ probe }) => ({ run: probe })));
    return resources.map(({ parse }, i) => parse(answers[i] ?? { code: 127, stdout: '', stderr: 'no answer' }));
  };
  const planned = async (...resources: readonly Resource[]): Promise<readonly Step[]> =>
    planSteps(resources, await observe(...resources));
  return {
    observe,
    plan: planned,
    async converge(...resources) {
      const steps = await planned(...resources);
      const outputs = await run(steps.map(({ command }) => command));
      expect(outputs.map(({ code, stderr }, i) => (code === 0 ? '' : `${steps[i]?.id}: ${stderr}`))).toEqual(
        steps.map(() => ''),
      );
      expect(await planned(...resources), 'left to do after one apply').toEqual([]);
      return steps;
    },
  };
}
