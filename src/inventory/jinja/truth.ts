import { textOf, truthy } from './compare.ts';
import type { Surroundings } from './scope.ts';
import type { Value } from './value.ts';

/** Whether a value counts as true; of a secret, whether it is empty. */
export function isTrue(value: Value, { reveal }: Pick<Surroundings, 'reveal'>): boolean {
  const text = textOf(value);
  return text === undefined ? truthy(value) : reveal(text) !== '';
}
