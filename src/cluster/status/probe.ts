import type { Output } from '../../core/connection.ts';
import type { Sh } from '../../core/sh.ts';
import type { AskedNode } from './node.ts';

/** One question of `umctl status` to a node, and how its answer is read. All questions to a node go in one exchange. */
export interface Probe<T> {
  /** Unlike that of every other question; a stack's begins with its own name. */
  readonly id: string;
  /** Changes nothing on the node, and needs no more than it has before a stack is there. */
  readonly ask: (node: AskedNode) => Sh;
  /** Makes something of every output: the program may fail, or not be there. */
  readonly parse: (output: Output) => T;
}

/** Answers, read, by the ids of their questions. */
export type ProbeAnswers = ReadonlyMap<string, unknown>;

/** @param outputs in the order of the questions */
export function readOutputs(probes: readonly Probe<unknown>[], outputs: readonly Output[]): ProbeAnswers {
  return new Map(
    probes.flatMap(({ id, parse }, i) => {
      const output = outputs[i];
      return output === undefined ? [] : [[id, parse(output)] as const];
    }),
  );
}

/** What a question was answered; undefined where the node was not asked. Its type is safe: only its own `parse` made it. */
export const answerTo = <T>(said: ProbeAnswers, { id }: Probe<T>): T | undefined => said.get(id) as T | undefined;

/** What a failed question printed, in one line. */
export const complaint = ({ stderr, stdout, code }: Output): string =>
  code === 127
    ? 'there is no such program'
    : (stderr.trim() || stdout.trim()).split('\n').at(-1) || `exit code ${code}`;
