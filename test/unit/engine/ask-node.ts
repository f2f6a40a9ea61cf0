import { randomUUID } from 'node:crypto';
import type { Ask, Output } from '../../../src/core/connection.ts';
import { askScript, type Question } from '../../../src/ssh/framing/ask-script.ts';
import type { Whole } from '../../../src/ssh/framing/prelude.ts';
import { together } from '../../../src/ssh/framing/together.ts';
import { distinctQuestions } from '../../../src/ssh/questions.ts';
import type { Node } from '../resources/node.ts';
import { runScriptIn } from '../ssh/framing/shells.ts';

const SH = { name: 'sh', command: ['sh'], before: '' } as const;

/** Not the usual one: a busy machine takes its time. */
const ASK_SECONDS = 55;

async function put(node: Node, questions: readonly Question[]): Promise<ReadonlyMap<number, Output>> {
  if (questions.length === 0) return new Map();
  const mark = randomUUID();
  const lines = await runScriptIn(SH, askScript(mark, questions), mark, { enter: node.enter });
  return new Map(lines.flatMap((line) => (line.kind === 'answer' ? [[line.index, line.output] as const] : [])));
}

/** The script that asks these questions, as a session sends it. */
export function scriptFor(mark: string, asks: readonly Ask[], how: Whole = {}): string {
  const { questions } = distinctQuestions(asks, ASK_SECONDS);
  return askScript(mark, together(mark, questions, ASK_SECONDS).questions, how);
}

/** Asks a node as a session asks a host, in one script: a process for each question would be most of what tests take. */
export async function askNode(node: Node, asks: readonly Ask[]): Promise<readonly Output[]> {
  const { questions, indexOf } = distinctQuestions(asks, ASK_SECONDS);
  const shared = together(randomUUID(), questions, ASK_SECONDS);
  const answers = shared.answers(await put(node, shared.questions));
  const open = [...questions.keys()].filter((place) => !answers.has(place));
  const late = await put(
    node,
    open.flatMap((place) => questions[place] ?? []),
  );
  const all = new Map([...answers, ...[...late].map(([i, output]) => [open[i] ?? -1, output] as const)]);
  return asks.map((_, i) => {
    const output = all.get(indexOf(i));
    if (output === undefined) throw new Error(`no answer to ${asks[i]?.run.text}`);
    return output;
  });
}
