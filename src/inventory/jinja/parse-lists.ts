import type { Arguments, Expression } from './ast.ts';
import { refuse } from './failure.ts';
import type { Tokens } from './tokens.ts';

/** Things with commas between them up to a closing bracket, before which another comma may stand. */
export function listed<T>(tokens: Tokens, closing: string, one: (tokens: Tokens) => T): readonly T[] {
  const items: T[] = [];
  while (!tokens.is(closing)) {
    if (items.length > 0) {
      tokens.expect(',');
      if (tokens.is(closing)) break;
    }
    items.push(one(tokens));
  }
  tokens.expect(closing);
  return items;
}

/** The arguments of a call, from behind its opening bracket. */
export function parseArguments(tokens: Tokens, expression: (tokens: Tokens) => Expression): Arguments {
  const all = listed(tokens, ')', (inner) => {
    if (inner.is('*') || inner.is('**')) return refuse('arguments with * or ** before them');
    if (inner.peek()?.type !== 'name' || !inner.is('=', 1)) return expression(inner);
    const name = inner.name();
    inner.next();
    return [name, expression(inner)] as const;
  });
  const named = all.filter((one) => Array.isArray(one)) as (readonly [string, Expression])[];
  if (all.slice(all.length - named.length).some((one) => !Array.isArray(one)))
    refuse('an argument without a name behind one with a name');
  return { positional: all.filter((one) => !Array.isArray(one)) as Expression[], named };
}
