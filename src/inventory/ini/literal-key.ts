import { yamlNumber } from '../yaml/number.ts';
import type { Written } from '../yaml/written.ts';

/** A key of a mapping of Python's. */
export interface LiteralKey {
  /** As JSON has it. */
  readonly text: string;
  /** The same for keys that Python takes for one: True, 1 and 1.0, but not '1'. */
  readonly identity: string;
  /** As YAML writes it, where it is no text. */
  readonly source?: string;
}

export function literalKey({ value, literal }: Written): LiteralKey {
  if (literal !== undefined) return { text: literal, identity: identityOf(literal), source: yamlNumber(literal) };
  const text = String(value);
  if (typeof value === 'string') return { text, identity: JSON.stringify(text) };
  return { text, identity: typeof value === 'boolean' ? String(Number(value)) : text, source: text };
}

const identityOf = (literal: string): string => (/^-?\d+$/.test(literal) ? literal : String(Number(literal)));
