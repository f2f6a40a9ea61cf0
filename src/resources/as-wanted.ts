import { type Check, check } from '../core/check.ts';
import { compare } from '../core/plan.ts';
import type { Resource } from '../core/resource.ts';

/** Whether a resource is as it is wanted, asked as the plan asks it; how it is asked is the platform's affair. */
export const asWanted = (name: string, host: string, resource: Resource): Check =>
  check(name, host, resource.probe, (answer) => {
    const changes = compare(resource.want, resource.parse(answer));
    if (changes.length === 0) return undefined;
    return changes.map(({ field, from, to }) => `${field} is ${from ?? 'unknown'}, wanted ${to}`).join('; ');
  });
