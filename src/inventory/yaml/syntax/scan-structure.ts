import { markOf } from './cursor.ts';
import { takeDirective } from './directive.ts';
import type { ScanState } from './scan-state.ts';
import type { SimpleKey } from './simple-keys.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { TokenContent } from './tokens.ts';

/** Scans `---`, `...`, or a directive where `content` is missing. */
export function scanDocumentMark(state: ScanState, content?: TokenContent): void {
  state.closeBlocks(-1);
  state.keys.dropLast();
  state.keyAllowed = false;
  const start = markOf(state.cursor);
  if (content === undefined) state.add(takeDirective(state.cursor), start);
  else state.addSign(content, 3);
}

/** Scans the dash before an item of a list. */
export function scanDash(state: ScanState): void {
  const mark = markOf(state.cursor);
  if (state.flow === 0 && !state.keyAllowed)
    throw new SyntaxProblem(mark, 'a list cannot begin in the line of its key; begin it in the next line');
  state.openBlock({ kind: 'block-sequence' }, mark, state.queue.length);
  state.keys.dropLast();
  state.keyAllowed = true;
  state.addSign({ kind: '-' });
}

/** Scans the question mark before a key. */
export function scanQuestion(state: ScanState): void {
  const mark = markOf(state.cursor);
  if (state.flow === 0 && !state.keyAllowed)
    throw new SyntaxProblem(mark, 'a value cannot begin with a question mark; put it in quotes');
  state.openBlock({ kind: 'block-mapping' }, mark, state.queue.length);
  state.keys.dropLast();
  state.keyAllowed = state.flow === 0;
  state.addSign({ kind: 'key' });
}

/** Scans the colon after a key. */
export function scanColon(state: ScanState): void {
  const mark = markOf(state.cursor);
  const key = state.keys.takeLast();
  if (key !== undefined) insertKey(state, key);
  else {
    if (state.flow === 0 && !state.keyAllowed) throw new SyntaxProblem(mark, { slip: 'second colon' });
    state.openBlock({ kind: 'block-mapping' }, mark, state.queue.length);
    state.keyAllowed = state.flow === 0;
  }
  state.addSign({ kind: 'value' });
}

/** What was scanned before turns out to be a key. */
function insertKey(state: ScanState, { token, mark }: SimpleKey): void {
  const place = token - state.taken;
  state.queue.splice(place, 0, { kind: 'key', start: mark, end: mark });
  state.openBlock({ kind: 'block-mapping' }, mark, place);
  state.keyAllowed = false;
}

export function scanOpening(state: ScanState, content: TokenContent): void {
  saveKey(state);
  state.keys.open();
  state.flow++;
  state.keyAllowed = true;
  state.addSign(content);
}

export function scanClosing(state: ScanState, content: TokenContent): void {
  state.keys.dropLast();
  if (state.flow > 0) {
    state.keys.close();
    state.flow--;
  }
  state.keyAllowed = false;
  state.addSign(content);
}

export function scanComma(state: ScanState): void {
  state.keys.dropLast();
  state.keyAllowed = true;
  state.addSign({ kind: ',' });
}

export function scanEnd(state: ScanState): void {
  const { cursor } = state;
  if (cursor.column !== 0) {
    cursor.column = 0;
    cursor.line++;
  }
  state.closeBlocks(-1);
  state.keys.dropLast();
  state.keyAllowed = false;
  state.ended = true;
  state.add({ kind: 'end' }, markOf(cursor));
}

/** Remembers that a key may begin at the cursor. */
export function saveKey({ cursor, keys, queue, taken, flow, indent, keyAllowed }: ScanState): void {
  if (!keyAllowed) return;
  const required = flow === 0 && indent === cursor.column;
  keys.save({ token: taken + queue.length, mark: markOf(cursor), required });
}
