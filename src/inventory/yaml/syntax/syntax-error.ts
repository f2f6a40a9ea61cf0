import type { Mark } from './cursor.ts';

/** What is missing or too much, where that takes a look at the lines around to be told in words; see told.ts. */
export type Slip = 'no colon' | 'second colon' | 'no key' | 'no dash' | 'no value' | 'second root';

/** What is wrong with a text, that ends its reading. */
export class SyntaxProblem extends Error {
  readonly at: Mark;
  readonly slip: Slip | undefined;

  constructor(at: Mark, message: string | { readonly slip: Slip }) {
    super(typeof message === 'string' ? message : message.slip);
    this.at = at;
    this.slip = typeof message === 'string' ? undefined : message.slip;
  }
}
