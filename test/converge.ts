import { expect } from 'vitest';
import type { Output } from '../src/core/connection.ts';
import { plan, type Step } from '../src/core/plan.ts';
import type { Resource, State } from '../src/core/resource.ts';
import type { Sh } from '../src/core/sh.ts';

/** What the engine does with resources on one host, step by step, for tests of the resources themselves. */
export interface Convergence {
  observe(...resources: readonly Resource[]): Promise<readonly State[]>;
  plan(...resources: readonly Resource[]): Promise<readonly Step[]>;
  /** Applies resources once, in order, and sees that nothing is left to do. Returns the steps it took. */
  converge(...resources: readonly Resource[]): Promise<readonly Step[]>;
}

export function convergence(run: (command: Sh, stdin?: string) => Promise<Output>): Convergence {
  const observe = async (...resources: readonly Resource[]): Promise<readonly State[]> => {
    const states: State[] = [];
    for (const resource of resources) states.push(resource.parse(await run(resource.probe)));
    return states;
  };
  const planned = async (...resources: readonly Resource[]): Promise<readonly Step[]> =>
    plan(resources, await observe(...resources));
  return {
    observe,
    plan: planned,
    async converge(...resources) {
      const steps = await planned(...resources);
      for (const { id, command } of steps) expect(await run(command.run, command.stdin), id).toMatchObject({ code: 0 });
      expect(await planned(...resources), 'left to do after one apply').toEqual([]);
      return steps;
    },
  };
}
