import { readFileSync } from 'node:fs';
import type { Output } from '../../../../src/core/connection.ts';

export type Node = 'n1' | 'n2';

/**
 * What real directors answered to the questions of status, n1 active: `captured/` holds the outputs as the programs made them, by the
 * question's id. What is read of heartbeat's files was then asked for together with the kernel's settings; the lines are the same.
 */
export type Captured = 'classic' | 'make-before-break' | 'heartbeat-stopped';

export type Outputs = Readonly<Record<string, Output>>;

export const captured = (from: Captured, node: Node): Outputs =>
  JSON.parse(readFileSync(new URL(`./captured/${from}/${node}.json`, import.meta.url), 'utf8'));

/** What a director printed to a question. */
export const printed = (from: Captured, node: Node, question: Question): string =>
  captured(from, node)[IDS[question]]?.stdout ?? '';

/** The ids of the questions, in short. */
const IDS = {
  addresses: 'addresses',
  mac: 'mac',
  arp: 'arp',
  kernel: 'kernel',
  routes: 'routes',
  since: 'since',
  resources: 'heartbeat resources',
  peers: 'heartbeat peers',
  links: 'heartbeat links',
  files: 'heartbeat files',
  ldirectord: 'ldirectord process',
  table: 'table',
  counts: 'counts',
  register: 'register',
} as const;

export type Question = keyof typeof IDS;

export const QUESTIONS = Object.keys(IDS) as readonly Question[];

/** Captured answers, some of them changed: to another text, by a function of the text, or to a whole other output. */
export type Edits = Partial<Record<Question, string | ((text: string) => string) | Output>>;

export const edited = (outputs: Outputs, edits: Edits): Outputs => ({
  ...outputs,
  ...Object.fromEntries(QUESTIONS.flatMap((question) => editOf(outputs, question, edits[question]))),
});

function editOf(outputs: Outputs, question: Question, edit: Edits[Question]): readonly (readonly [string, Output])[] {
  const id = IDS[question];
  const output = outputs[id];
  if (edit === undefined || output === undefined) return [];
  if (typeof edit === 'object') return [[id, edit]];
  return [[id, { ...output, stdout: typeof edit === 'string' ? edit : edit(output.stdout) }]];
}
