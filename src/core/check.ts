import type { Output } from './connection.ts';
import type { Sh } from './sh.ts';

/** A question with a right answer, to one host or to several at once. Health gates and `umctl verify` run the same. */
export interface Check {
  readonly name: string;
  /** What is asked, by host name. */
  readonly asks: Readonly<Record<string, Sh>>;
  /** What is wrong with the answers, in a sentence; undefined when nothing is. */
  readonly failure: (answers: Readonly<Record<string, Output>>) => string | undefined;
  /** What is worth knowing of answers that are right, in words. */
  readonly remark?: (answers: Readonly<Record<string, Output>>) => string | undefined;
  /** Hosts among those that are asked without which the others' answers can be judged, too. */
  readonly helpers?: readonly string[];
  /** How long the right answer may take to come, in seconds. Default 0: at once. */
  readonly withinSeconds?: number;
  /** The name of a check that has to come out first; until then this one waits, and its time has not begun. */
  readonly after?: string;
  /** Set where the hosts have to be asked at the same time, however many are worked on at once otherwise. */
  readonly together?: true;
  /** Set where the complaint says how far it is yet: it is told while it is waited for, each time that it changes. */
  readonly reportsProgress?: true;
}

/** A check of one host. */
export const check = (
  name: string,
  host: string,
  ask: Sh,
  complaint: (answer: Output) => string | undefined,
  { withinSeconds = 0 }: { readonly withinSeconds?: number } = {},
): Check => ({
  name: `${host}: ${name}`,
  asks: { [host]: ask },
  failure: (answers) => complaint(answers[host] ?? { code: 127, stdout: '', stderr: 'no answer' }),
  withinSeconds,
});

/** How a check came out, with the evidence. */
export interface CheckResult {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly complaint?: string;
  /** What is worth knowing where nothing is wrong. */
  readonly remark?: string;
  /** What was asked and answered, by host; shown when the check failed. */
  readonly evidence: readonly { readonly host: string; readonly command: string; readonly output: Output }[];
  /** How long it was waited for after it was first asked, in milliseconds; 0 when the first answer was right. */
  readonly milliseconds: number;
}
