import type { CheckResult } from '../../core/check.ts';
import { NO_ANSWER } from '../../core/connection.ts';
import { EXIT, HostError, type HostFailure } from '../../core/errors.ts';
import type { Job, Operation } from '../../core/play.ts';
import { gate } from '../gate/gate.ts';
import { advice } from '../run/advice.ts';
import { lastLines } from '../run/last-lines.ts';
import type { Asking } from '../run/run.ts';
import { withDenials } from './denied.ts';

/** How an act came out. */
export interface Performed {
  readonly failed: ReadonlyMap<string, HostFailure>;
  readonly checks: readonly CheckResult[];
  readonly complete: boolean;
}

/** So long may what is run for an act take on a host, in seconds. */
const WITHIN = 120;

/** Does a job within the run, with its links and locks. */
export type DoJob = (job: Job) => Promise<Performed>;

interface Jobs {
  readonly jobs: readonly Job[];
  readonly doJob: DoJob;
}

/** Does what is done around a host's change: sees that it can be done, does it, and waits until it is. */
export async function perform(
  { name, preconditions, optional, run: commands, postconditions, marks }: Operation,
  asking: Asking,
  inner?: Jobs,
): Promise<Performed> {
  const start = performance.now();
  const jobs = inner?.jobs ?? [];
  const begin = (): void =>
    asking.report({
      type: 'act',
      name,
      ...(marks?.begun === undefined || jobs.length === 0 ? {} : { marks: marks.begun }),
    });
  // What nothing depends on is no failed check.
  const quiet: Asking = { ...asking, report: (event) => (event.type === 'check' ? undefined : asking.report(event)) };
  if (optional !== true) begin();
  const before =
    preconditions.length === 0 ? [] : await gate(preconditions, optional === true ? quiet : asking, { patient: true });
  const wrong = before.filter(isWrong);
  if (asking.signal.aborted) return { failed: new Map(), checks: before, complete: false };
  if (wrong.length > 0 && optional === true) {
    const why = wrong.map((check) => `${check.name}: ${check.complaint}`).join('; ');
    asking.report({ type: 'warning', message: `left out: ${name} (${why})` });
    return { failed: new Map(), checks: [], complete: true };
  }
  if (wrong.length > 0) return { failed: new Map(), checks: before, complete: false };
  if (optional === true) begin();
  const { failed } = await asking.fleet.each(
    { phase: 'act', hosts: Object.keys(commands), quiet: true },
    async (connection, host) => {
      const command = commands[host];
      if (command === undefined) return;
      const began = performance.now();
      const [output = NO_ANSWER] = await connection.run([{ run: command, withinSeconds: WITHIN }]);
      if (output.code === 0) return;
      const failed = new HostError({
        host,
        exit: EXIT.failed,
        message: `${name}: failed with exit code ${output.code}`,
        command: command.text,
        output: lastLines(output),
        next: advice(output),
      });
      throw await withDenials(failed, { host, fleet: asking.fleet, began });
    },
  );
  if (failed.size > 0) return { failed, checks: before, complete: false };
  const done: CheckResult[] = [...before];
  for (const job of jobs) {
    const outcome = await inner?.doJob(job);
    done.push(...(outcome?.checks ?? []));
    if (outcome?.complete === false) return { ...outcome, checks: done };
  }
  const after = postconditions.length === 0 ? [] : await gate(postconditions, asking, { patient: true });
  const complete = after.length === postconditions.length && !after.some(isWrong);
  if (complete) {
    const milliseconds = performance.now() - start;
    asking.report({
      type: 'act-done',
      name,
      milliseconds,
      ...(marks?.done === undefined ? {} : { marks: marks.done }),
    });
  }
  return { failed, checks: [...done, ...after], complete };
}

const isWrong = ({ complaint }: CheckResult): boolean => complaint !== undefined;
