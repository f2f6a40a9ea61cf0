import type { Resource } from './resource.ts';

/** Names the variable that decides what `resources` want, for those whose change may cut umctl off. */
export const decidedBy = (variable: string, resources: readonly Resource[]): readonly Resource[] =>
  resources.map((resource) =>
    resource.guard === undefined ? resource : { ...resource, guard: { ...resource.guard, variable } },
  );
