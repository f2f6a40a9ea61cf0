import type { Ask, Command, Connection, Output } from '../../core/connection.ts';
import { EXIT, HostError } from '../../core/errors.ts';
import type { Step } from '../../core/plan.ts';
import { joinSh, type Sh, sh, unmarked } from '../../core/sh.ts';
import { RUN_VARIABLE } from '../../resources/shell/keep.ts';
import { advice } from '../run/advice.ts';
import { lastLines } from '../run/last-lines.ts';
import type { Watch } from '../run/session.ts';
import { runPatiently } from './run-patiently.ts';

export interface ChangeOptions extends Watch {
  /** The id of the run that the steps are part of. */
  readonly run: string;
  /** Hears of each step that is done. */
  readonly onDone: (id: string) => void;
  /** The part of the steps that is to be done now, as for `slice`; all unless set. */
  readonly from?: number;
  readonly to?: number;
  /** What has to be done on the host before a step, in the same shell. */
  readonly before?: (step: Step) => readonly Sh[];
  /** What is asked once all steps are done, in the exchange of the last. */
  readonly next?: readonly Ask[];
}

/**
 * Runs the steps of a plan on a host, in order, in one exchange. Once `signal` is aborted no further step begins.
 * @returns whether all were done
 * @throws HostError at the first step that fails
 */
export async function change(
  connection: Connection,
  all: readonly Step[],
  { report, signal, run, onDone, from = 0, to = all.length, before = () => [], next = [] }: ChangeOptions,
): Promise<boolean> {
  const { host } = connection;
  const steps = all.slice(from, to);
  const begin = (index: number): void => {
    const step = steps[index];
    if (step === undefined) return;
    const { id, title } = step;
    report({ type: 'step-start', host, id, title, index: from + index });
  };
  let done = 0;
  let began = performance.now();
  begin(0);
  const onOutput = (index: number, output: Output): void => {
    const step = steps[index];
    if (step === undefined || output.code !== 0) return;
    const { id, title, restorable } = step;
    report({ type: 'step-done', host, id, title, restorable, milliseconds: performance.now() - began });
    done++;
    onDone(id);
    began = performance.now();
    begin(index + 1);
  };
  const commands = steps.map((step) => inRun(run, before(step), step.command));
  const then = to < all.length ? [] : next;
  const outputs = await runPatiently(connection, commands, { onOutput, signal, report, next: then }).catch(
    (error: unknown) => {
      throw lostAt(steps[done], error);
    },
  );
  const failed = outputs.findIndex((output) => output.code !== 0);
  const step = steps[failed];
  const output = outputs[failed];
  if (step === undefined || output === undefined) return outputs.length === steps.length;
  throw new HostError({
    host,
    exit: EXIT.failed,
    message: `${step.title} failed with exit code ${output.code}`,
    command: unmarked(step.command.run.text),
    output: lastLines(output),
    next: advice(output),
  });
}

/**
 * The command with the run's id in its environment, by which it keeps what it replaces. What has to be done before it has it done by
 * itself.
 */
function inRun(run: string, before: readonly Sh[], { several, ...command }: Command): Command {
  const known = sh`${{ text: RUN_VARIABLE }}=${run} && export ${{ text: RUN_VARIABLE }}`;
  const alone = { ...command, run: joinSh([known, ...before, command.run]) };
  if (several === undefined || before.length > 0) return alone;
  return { ...alone, several: { ...several, finish: joinSh([known, several.finish]) } };
}

/** The failure of a link, with the step that was under way. */
const lostAt = (step: Step | undefined, error: unknown): unknown =>
  step === undefined || !(error instanceof HostError)
    ? error
    : new HostError({ ...error.failure, message: `${step.title}: ${error.failure.message}` }, { cause: error });
