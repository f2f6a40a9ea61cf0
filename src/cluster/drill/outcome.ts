import type { LimitName } from './limits.ts';
import type { DrillOutcome } from './report.ts';
import { type DrillReport, INTERRUPTED } from './report.ts';

type Measured = Pick<DrillReport, 'judgements' | 'events' | 'activeAfter' | 'after' | 'recovery'>;

/** What a drill came to. Green needs a limit for all that failed, and a cluster that is whole again. Pure. */
export function drillOutcomeOf(report: Measured): DrillOutcome {
  if (report.judgements.some(({ passed }) => !passed) || aftermath(report).length > 0) return 'failed';
  const isOpen = report.judgements.length === 0 || unmeasured(report) !== undefined || unlimited(report).length > 0;
  return isOpen ? 'open' : 'passed';
}

const troubles = ({ events }: Pick<DrillReport, 'events'>): readonly string[] =>
  events.flatMap(({ kind, message }) => (kind === 'trouble' ? [message] : []));

/** What is wrong with the cluster when the drill is over, whatever the limits. */
export function aftermath(report: Pick<DrillReport, 'events' | 'activeAfter'>): readonly string[] {
  // Whoever ended the drill early did not wait for its end.
  if (troubles(report).includes(INTERRUPTED)) return [];
  const { activeAfter } = report;
  return [
    ...troubles(report),
    ...(activeAfter.length === 0 ? ['no director has the virtual address afterwards'] : []),
    ...(activeAfter.length > 1 ? [`${activeAfter.join(' and ')} have the virtual address afterwards`] : []),
  ];
}

/** Why the figures do not tell what the fault cost; undefined where they do. */
export function unmeasured(report: Pick<DrillReport, 'events' | 'after'>): string | undefined {
  if (troubles(report).includes(INTERRUPTED)) return 'the drill was interrupted';
  return report.after.requests === 0 ? 'nothing was asked for after the fault' : undefined;
}

/** What failed and has no limit: nobody has said how much of it is too much. */
export function unlimited({
  judgements,
  after,
  recovery,
}: Omit<Measured, 'events' | 'activeAfter'>): readonly LimitName[] {
  const happened: Partial<Record<LimitName, boolean>> = {
    recovery: recovery === undefined,
    failed: after.failed > 0,
    broken: after.broken > 0,
  };
  const judged = new Set(judgements.map(({ limit }) => limit));
  return (['recovery', 'failed', 'broken'] as const).filter((name) => happened[name] === true && !judged.has(name));
}
