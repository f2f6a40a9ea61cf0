import { refuse } from './failure.ts';
import type { Token } from './lex.ts';

/** The tokens of a template that mean something, one after the other. */
export interface Tokens {
  readonly peek: (ahead?: number) => Token | undefined;
  readonly next: () => Token;
  /** Whether the next is this operator, or this name. */
  readonly is: (text: string, ahead?: number) => boolean;
  /** Takes it if it is. */
  readonly skip: (text: string) => boolean;
  readonly expect: (text: string) => void;
  readonly name: () => string;
}

export function tokensOf(all: readonly Token[]): Tokens {
  const tokens = all.filter(({ type }) => type !== 'blank' && type !== 'comment' && type !== 'raw');
  let at = 0;
  const peek = (ahead = 0): Token | undefined => tokens[at + ahead];
  const is = (text: string, ahead = 0): boolean => {
    const token = peek(ahead);
    return token !== undefined && (token.type === 'operator' || token.type === 'name') && token.text === text;
  };
  const shown = (): string => {
    const token = peek();
    return token === undefined || token.type === 'end' ? 'its end' : JSON.stringify(token.text.trim());
  };
  const next = (): Token => {
    const token = peek() ?? refuse('it ends too early');
    at += 1;
    return token;
  };
  const skip = (text: string): boolean => {
    const found = is(text);
    if (found) at += 1;
    return found;
  };
  return {
    peek,
    next,
    is,
    skip,
    expect: (text) => {
      if (!skip(text)) refuse(`expected ${JSON.stringify(text)}, found ${shown()}`);
    },
    name: () => {
      const token = peek();
      if (token?.type !== 'name' || !/^[\p{L}_]/u.test(token.text)) return refuse(`expected a name, found ${shown()}`);
      at += 1;
      return token.text;
    },
  };
}
