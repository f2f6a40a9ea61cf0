import type { Given, Scope } from '../scope.ts';
import type { Value } from '../value.ts';

/** What a filter can reach: other filters, and tests, by their names. */
export interface Applying extends Scope {
  readonly filter: (name: string, value: Value, given: Given) => Value;
  readonly test: (name: string, value: Value, given: Given) => boolean;
}

/** What a filter makes of a value, with these arguments. */
export type Filter = (value: Value, given: Given, scope: Applying) => Value;
