import { takeBlockScalar } from './block-scalar.ts';
import {
  charAt,
  isAtDocumentMark,
  isBlank,
  isBreak,
  isEnd,
  isGap,
  markOf,
  skip,
  skipLine,
  takeBreak,
  unitAt,
} from './cursor.ts';
import { takePlain } from './plain-scalar.ts';
import { takeAnchor, takeTag } from './properties.ts';
import { takeQuoted } from './quoted.ts';
import { newScanState, type ScanState } from './scan-state.ts';
import {
  saveKey,
  scanClosing,
  scanColon,
  scanComma,
  scanDash,
  scanDocumentMark,
  scanEnd,
  scanOpening,
  scanQuestion,
} from './scan-structure.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { Token, TokenContent } from './tokens.ts';

/** The tokens of a YAML text, one after the other. */
export interface Scanner {
  readonly text: string;
  readonly peek: () => Token;
  readonly take: () => Token;
}

/** Splits a text into tokens as libyaml does (YAML 1.1). @throws SyntaxProblem */
export function createScanner(text: string): Scanner {
  const state = newScanState(text);
  /** A token may turn out to follow a key that was not seen yet. */
  const peek = (): Token => {
    for (;;) {
      const [first] = state.queue;
      if (first !== undefined) {
        state.keys.dropOld(state.cursor);
        if (state.ended || state.keys.first() > state.taken) return first;
      }
      scanToken(state);
    }
  };
  const take = (): Token => {
    const first = peek();
    if (first.kind === 'end') return first;
    state.queue.shift();
    state.taken++;
    return first;
  };
  return { text, peek, take };
}

function scanToken(state: ScanState): void {
  const { cursor, keys } = state;
  skipGap(state);
  keys.dropOld(cursor);
  state.closeBlocks(cursor.column);
  const char = charAt(cursor);
  const gapAfter = isGap(unitAt(cursor, 1));
  if (isEnd(unitAt(cursor))) scanEnd(state);
  else if (cursor.column === 0 && char === '%') scanDocumentMark(state);
  else if (isAtDocumentMark(cursor))
    scanDocumentMark(state, { kind: char === '-' ? 'document-start' : 'document-end' });
  else if (char === '[' || char === '{') scanOpening(state, { kind: char });
  else if (char === ']' || char === '}') scanClosing(state, { kind: char });
  else if (char === ',') scanComma(state);
  else if (char === '-' && gapAfter) scanDash(state);
  else if (char === '?' && (state.flow > 0 || gapAfter)) scanQuestion(state);
  else if (char === ':' && (state.flow > 0 || gapAfter)) scanColon(state);
  else if ((char === '|' || char === '>') && state.flow === 0) scanBlockScalar(state);
  else scanNode(state, NODES[char]);
}

/** What reads that with which a node begins, by its first character; others are plain scalars. */
const NODES: Readonly<Record<string, (state: ScanState) => TokenContent>> = {
  '*': ({ cursor }) => ({ kind: 'alias', name: takeAnchor(cursor) }),
  '&': ({ cursor }) => ({ kind: 'anchor', name: takeAnchor(cursor) }),
  '!': ({ cursor, flow }) => ({ kind: 'tag', tag: takeTag(cursor, flow > 0) }),
  '"': ({ cursor }) => ({ kind: 'scalar', text: takeQuoted(cursor), style: 'quoted' }),
  "'": ({ cursor }) => ({ kind: 'scalar', text: takeQuoted(cursor), style: 'quoted' }),
};

/** Scans that with which a node begins, and which may be the beginning of a key. */
function scanNode(state: ScanState, read?: (state: ScanState) => TokenContent): void {
  const start = markOf(state.cursor);
  saveKey(state);
  state.keyAllowed = false;
  if (read === undefined) scanPlain(state);
  else state.add(read(state), start);
}

/** A tab cannot begin a value: neither at the beginning of a line, nor behind the dash of a list's item. */
const tabWords = (text: string, offset: number): string =>
  /(?:^|[\r\n]) *(?:- *)*-[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset))
    ? 'a tab behind the dash; write a space'
    : 'a tab indents this line; write spaces';

function scanPlain(state: ScanState): void {
  const { cursor, flow, indent } = state;
  const start = markOf(cursor);
  const char = charAt(cursor);
  if (isBlank(unitAt(cursor))) throw new SyntaxProblem(start, tabWords(cursor.text, start.offset));
  if (/[|>%@`]/.test(char)) throw new SyntaxProblem(start, `a value cannot begin with ${char}; put it in quotes`);
  const { text, end, newLine } = takePlain(cursor, { inFlow: flow > 0, indent });
  state.add({ kind: 'scalar', text, style: 'plain' }, start, end);
  if (newLine) state.keyAllowed = true;
}

function scanBlockScalar(state: ScanState): void {
  state.keys.dropLast();
  state.keyAllowed = true;
  const start = markOf(state.cursor);
  state.add({ kind: 'scalar', text: takeBlockScalar(state.cursor, state.indent), style: 'block' }, start);
}

/** Passes blanks, comments and line breaks. */
function skipGap(state: ScanState): void {
  const { cursor } = state;
  for (;;) {
    if (cursor.column === 0 && charAt(cursor) === '\ufeff') skip(cursor);
    const tabs = state.flow > 0 || !state.keyAllowed;
    while (charAt(cursor) === ' ' || (tabs && charAt(cursor) === '\t')) skip(cursor);
    if (charAt(cursor) === '#') skipLine(cursor);
    if (!isBreak(unitAt(cursor))) return;
    takeBreak(cursor);
    if (state.flow === 0) state.keyAllowed = true;
  }
}
