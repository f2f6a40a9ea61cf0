import type { Mark } from './cursor.ts';

/** How a scalar was written. */
export type ScalarStyle = 'plain' | 'quoted' | 'block';

/** A tag as it was written: a handle (`!`, `!!`, `!name!`, or none) and what follows it. */
export interface TagText {
  readonly handle: string;
  readonly suffix: string;
}

/** What a token is, beside where it is. */
export type TokenContent =
  | { readonly kind: 'scalar'; readonly text: string; readonly style: ScalarStyle }
  | { readonly kind: 'alias' | 'anchor'; readonly name: string }
  | { readonly kind: 'tag'; readonly tag: TagText }
  | { readonly kind: 'version'; readonly major: number; readonly minor: number }
  | { readonly kind: 'tag-directive'; readonly handle: string; readonly prefix: string }
  | { readonly kind: Indicator };

/** Tokens that say nothing but what they are. */
type Indicator =
  | 'document-start'
  | 'document-end'
  | 'block-sequence'
  | 'block-mapping'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | 'key'
  | 'value'
  | 'end';

export type Token = TokenContent & { readonly start: Mark; readonly end: Mark };
