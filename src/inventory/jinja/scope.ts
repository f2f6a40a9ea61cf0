import type { Value } from './value.ts';

/** The arguments of a call, evaluated. */
export interface Given {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** A function that templates may call by its name. */
export type Callable = (given: Given) => Value;

/** What a template can reach by name. */
export interface Surroundings {
  /** The variable of that name; undefined where there is none. */
  readonly variable: (name: string) => Value | undefined;
  /** A function of that name, beside those that Jinja has itself. */
  readonly callable: (name: string) => Callable | undefined;
  /** What is in a text with tokens of secrets in it. */
  readonly reveal: (text: string) => string;
}

/** Names that the template gives values itself, within what it can reach. */
export interface Scope extends Surroundings {
  readonly locals: Map<string, Value>;
  readonly outer?: Scope;
}

export const innerScope = (outer: Scope, locals: Map<string, Value> = new Map()): Scope => ({
  ...outer,
  outer,
  locals,
});

export function localOf(scope: Scope, name: string): Value | undefined {
  const own = scope.locals.get(name);
  if (own !== undefined || scope.outer === undefined) return own;
  return localOf(scope.outer, name);
}
