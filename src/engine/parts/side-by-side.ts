import pLimit from 'p-limit';
import { InputError } from '../../core/errors.ts';
import type { Summary } from '../../core/events.ts';
import { workOn } from '../../core/job.ts';
import { partsOf } from '../../core/part-jobs.ts';
import type { PartJob } from '../../core/play.ts';
import type { Session, Watch } from '../run/session.ts';
import { couldNot } from './could-not.ts';
import { inOneSummary } from './in-one-summary.ts';
import { ofPart, sessionOf } from './of-part.ts';
import { plansTogether } from './plans-together.ts';

/** A part that is worked on. */
export interface AtPart {
  readonly part: PartJob;
  /** Its place among the parts. */
  readonly number: number;
  /** Shows the plans of all parts that have come so far. */
  readonly showPlans: () => void;
}

interface Work<S extends Session> {
  /** By what name the run goes. */
  readonly command: string;
  /** What is done with each part. */
  readonly work: (session: S, watch: Watch, at: AtPart) => Promise<Summary>;
}

/** The parts that a run is for. */
export const partsAtWork = (session: Pick<Session, 'job'>): readonly PartJob[] =>
  session.job.parts === undefined
    ? partsOf(session.job)
    : session.job.parts.filter(({ job }) => workOn(job).length > 0);

/**
 * Does the same with every part of a job that the run is for, side by side: what goes wrong in one stops no other. A job without
 * parts is worked on as it is.
 * @throws InputError where no part is as it would have to be
 */
export async function sideBySide<S extends Session>(
  session: S,
  watch: Watch,
  { command, work }: Work<S>,
): Promise<Summary> {
  const plans = plansTogether();
  if (session.job.parts === undefined)
    return work(session, watch, { part: { job: session.job }, number: 0, showPlans: plans.show });
  const start = performance.now();
  const parts = partsAtWork(session);
  const forks = typeof session.forks === 'number' ? { forks: pLimit(session.forks) } : {};
  const heard = parts.map((part, number) => {
    const own = ofPart(watch, part);
    return { ...own, report: plans.of(number, own.report) };
  });
  const ended = await Promise.allSettled(
    parts.map((part, number) =>
      work({ ...sessionOf(session, part), ...forks }, heard[number] ?? watch, { part, number, showPlans: plans.show }),
    ),
  );
  plans.show();
  const wrong = ended.map((one) => (one.status === 'rejected' ? one.reason : undefined));
  if (wrong.every((error) => error instanceof InputError))
    throw new InputError(wrong.flatMap((error: InputError) => error.problems));
  const summaries = ended.map((one, number) => {
    if (one.status === 'fulfilled') return one.value;
    return couldNot(parts[number] as PartJob, one.reason, { command, watch: heard[number] ?? watch });
  });
  return inOneSummary(session.job, { command, start, parts, summaries });
}
