import { type Check, check } from '../core/check.ts';
import { compare } from '../core/plan.ts';
import type { Resource } from '../core/resource.ts';

/** Whether resources are as they are wanted, asked as the plan asks it; how it is asked is the platform's affair. */
export const asWanted = (name: string, host: string, resources: readonly Resource[]): readonly Check[] =>
  resources.map(({ probe, parse, want }) =>
    check(name, host, probe, (answer) => {
      const changes = compare(want, parse(answer));
      if (changes.length === 0) return undefined;
      return changes.map(({ field, from, to }) => `${field} is ${from ?? 'unknown'}, wanted ${to}`).join('; ');
    }),
  );
