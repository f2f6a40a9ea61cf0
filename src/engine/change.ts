import type { Command, Connection, Output } from '../core/connection.ts';
import { EXIT, HostError } from '../core/errors.ts';
import type { Step } from '../core/plan.ts';
import { joinSh, sh } from '../core/sh.ts';
import { RUN_VARIABLE } from '../resources/shell/keep.ts';
import type { Watch } from './session.ts';

/**
 * Runs the steps of a plan on a host, in order, in one exchange, as part of the run with the id `run`. Once `signal` is
 * aborted no further step begins.
 * @returns whether all were done
 * @throws HostError at the first step that fails
 */
export async function change(
  connection: Connection,
  steps: readonly Step[],
  { report, signal, run, onDone }: Watch & { readonly run: string; readonly onDone: () => void },
): Promise<boolean> {
  const { host } = connection;
  const begin = (index: number): void => {
    const step = steps[index];
    if (step !== undefined) report({ type: 'step-start', host, id: step.id, index });
  };
  let began = performance.now();
  begin(0);
  const onOutput = (index: number, output: Output): void => {
    const step = steps[index];
    if (step === undefined || output.code !== 0) return;
    report({ type: 'step-done', host, id: step.id, milliseconds: performance.now() - began });
    onDone();
    began = performance.now();
    begin(index + 1);
  };
  const outputs = await connection.run(
    steps.map(({ command }) => inRun(run, command)),
    { onOutput, signal },
  );
  const left = steps.slice(outputs.length).map(({ id }) => id);
  if (left.length > 0) report({ type: 'steps-left', host, ids: left });
  const failed = outputs.findIndex((output) => output.code !== 0);
  const step = steps[failed];
  const output = outputs[failed];
  if (step === undefined || output === undefined) return left.length === 0;
  throw new HostError({
    host,
    exit: EXIT.failed,
    message: `${step.id} failed with exit code ${output.code}`,
    command: step.command.run.text,
    output: lastLines(`${output.stdout}\n${output.stderr}`, 20),
    next: 'Mend the cause and run the same command again: what is done stays done, what is owed is in the next plan.',
  });
}

/** The command with the run's id in its environment, by which it keeps what it replaces. */
const inRun = (run: string, command: Command): Command => ({
  ...command,
  run: joinSh([sh`${{ text: RUN_VARIABLE }}=${run} && export ${{ text: RUN_VARIABLE }}`, command.run]),
});

/** The last lines of what a command printed, without empty ones at the end. */
const lastLines = (text: string, count: number): string => text.trim().split('\n').slice(-count).join('\n');
