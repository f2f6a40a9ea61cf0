import { expect } from 'vitest';
import type { Lab } from '../../lab/index.ts';
import { servedBy, until } from '../lab/umctl.ts';

/**
 * Waits until n1 and n2 have both answered, and nobody else; no request may fail. While other clients come in step with these,
 * real servers that take turns are asked by each of them alone.
 */
export async function servedByBoth(lab: Lab, url: string): Promise<void> {
  const seen = new Set<string>();
  await until(`n1 and n2 answer ${url}`, 60, async () => {
    for (const name of await servedBy(lab, 6, url)) seen.add(name);
    return seen.size > 1;
  });
  expect([...seen].sort(), url).toEqual(['n1', 'n2']);
}
