import { EXIT, HostError, type HostFailure, InputError, showProblem } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { workOn } from '../../core/job.ts';
import type { PartJob } from '../../core/play.ts';
import type { Watch } from '../run/session.ts';
import { summarise } from '../run/summarise.ts';

/** How a part ended that could not be worked on, while others could: the failure is that of its hosts. Anything else is thrown on. */
export function couldNot(
  { job }: PartJob,
  error: unknown,
  { command, watch }: { readonly command: string; readonly watch: Watch },
): Summary {
  const hosts = workOn(job).map(({ name }) => name);
  const failures = failuresOf(error, hosts[0] ?? '');
  for (const failure of failures) watch.report({ type: 'host-failed', host: failure.host, phase: 'facts', failure });
  const stopped = { exit: EXIT.interrupted, message: 'not come to' };
  const progress = new Map(
    hosts.map((host) => {
      const failure = failures.find((one) => one.host === host) ?? { host, ...stopped };
      return [host, { planned: 0, done: 0, failure }] as const;
    }),
  );
  return summarise({ command, start: performance.now(), hosts: progress });
}

function failuresOf(error: unknown, host: string): readonly HostFailure[] {
  if (error instanceof HostError) return [error.failure, ...error.others];
  if (!(error instanceof InputError)) throw error;
  return [{ host, exit: EXIT.failed, message: error.problems.map(showProblem).join('; ') }];
}
