import { readFileSync } from 'node:fs';
import type { Output } from '../../../../src/core/connection.ts';

export type Node = 'n1' | 'n2';

/** What real directors answered to `statusAsks`, n1 active: `captured/` holds the outputs as the programs made them. */
export type Captured = 'classic' | 'make-before-break' | 'heartbeat-stopped';

export const captured = (from: Captured, node: Node): readonly Output[] =>
  JSON.parse(readFileSync(new URL(`./captured/${from}/${node}.json`, import.meta.url), 'utf8'));

/** The questions in the order of `statusAsks`. */
export const QUESTIONS = [
  'addresses',
  'mac',
  'arp',
  'kernel',
  'routes',
  'since',
  'resources',
  'peers',
  'links',
  'ldirectord',
  'table',
  'counts',
  'register',
] as const;

export type Question = (typeof QUESTIONS)[number];

/** Captured answers, some of them changed: to another text, by a function of the text, or to a whole other output. */
export type Edits = Partial<Record<Question, string | ((text: string) => string) | Output>>;

export const edited = (outputs: readonly Output[], edits: Edits): readonly Output[] =>
  outputs.map((output, i) => {
    const edit = edits[QUESTIONS[i] ?? 'addresses'];
    if (edit === undefined) return output;
    if (typeof edit === 'object') return edit;
    return { ...output, stdout: typeof edit === 'string' ? edit : edit(output.stdout) };
  });
