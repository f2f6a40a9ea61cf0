import { type Cursor, type Mark, markOf, skip } from './cursor.ts';
import { type SimpleKeys, simpleKeys } from './simple-keys.ts';
import type { Token, TokenContent } from './tokens.ts';

/** How far the scanning of a text has come. */
export interface ScanState {
  readonly cursor: Cursor;
  readonly keys: SimpleKeys;
  /** Tokens that nobody has taken yet. */
  readonly queue: Token[];
  /** How many tokens have been taken. */
  taken: number;
  /** Indentation of the innermost block; -1 outside of all. */
  indent: number;
  /** How many brackets and braces are open. */
  flow: number;
  /** Whether a key may begin at the cursor. */
  keyAllowed: boolean;
  ended: boolean;
  /** Adds a token that begins at `start` and ends at `end`, or at the cursor. */
  readonly add: (content: TokenContent, start: Mark, end?: Mark) => void;
  /** Adds the token of the sign at the cursor. */
  readonly addSign: (content: TokenContent, length?: number) => void;
  /** Opens a block that begins at `mark`, unless it is open; its token goes to `place` in the queue. */
  readonly openBlock: (content: TokenContent, mark: Mark, place: number) => void;
  /** Closes all blocks that are indented deeper than `column`. */
  readonly closeBlocks: (column: number) => void;
}

export function newScanState(text: string): ScanState {
  const indents: number[] = [];
  const state: ScanState = {
    cursor: { text, offset: text.startsWith('\ufeff') ? 1 : 0, line: 0, column: 0 },
    keys: simpleKeys(),
    queue: [],
    taken: 0,
    indent: -1,
    flow: 0,
    keyAllowed: true,
    ended: false,
    add: (content, start, end = markOf(state.cursor)) => {
      state.queue.push({ ...content, start, end });
    },
    addSign: (content, length = 1) => {
      const start = markOf(state.cursor);
      skip(state.cursor, length);
      state.add(content, start);
    },
    openBlock: (content, mark, place) => {
      if (state.flow > 0 || state.indent >= mark.column) return;
      indents.push(state.indent);
      state.indent = mark.column;
      state.queue.splice(place, 0, { ...content, start: mark, end: mark });
    },
    closeBlocks: (column) => {
      while (state.flow === 0 && state.indent > column) {
        state.add({ kind: 'block-end' }, markOf(state.cursor));
        state.indent = indents.pop() ?? -1;
      }
    },
  };
  return state;
}
