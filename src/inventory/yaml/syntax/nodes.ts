import type { Mark } from './cursor.ts';
import type { ScalarStyle } from './tokens.ts';

interface Placed {
  /** Where it begins, its anchor and tag included. */
  readonly at: Mark;
  /** The full tag; none was written when it is missing. */
  readonly tag?: string;
  readonly anchor?: string;
}

export type ScalarNode = Placed & { readonly kind: 'scalar'; readonly text: string; readonly style: ScalarStyle };
export type AliasNode = Placed & { readonly kind: 'alias'; readonly name: string };
export type ListNode = Placed & { readonly kind: 'list'; readonly flow: boolean; readonly items: readonly Node[] };
export type MapNode = Placed & { readonly kind: 'map'; readonly flow: boolean; readonly pairs: readonly Pair[] };

/** A node of a document's syntax tree. */
export type Node = ScalarNode | AliasNode | ListNode | MapNode;

export interface Pair {
  readonly key: Node;
  readonly value: Node;
}
