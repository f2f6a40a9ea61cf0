import type { LimitName } from '../cluster/drill/limits.ts';
import { aftermath, drillOutcomeOf, unlimited, unmeasured } from '../cluster/drill/outcome.ts';
import type { DrillReport } from '../cluster/drill/report.ts';
import type { LimitJudgement } from '../cluster/drill/verdict.ts';
import type { Figures } from '../load/statistics.ts';
import { harmless } from './harmless.ts';
import type { Paint } from './paint.ts';
import { count, textTable } from './text.ts';

/** What a drill came to, for a person: who was struck, what clients saw of it, and how that stands to each limit. */
export function formatDrill(made: DrillReport, paint: Paint): readonly string[] {
  const report = harmless(made);
  const { after, before, fault, recovery, judgements } = report;
  const rows = textTable([
    ['fault', `${fault.name}: ${fault.what}`],
    ['active', `${names(report.activeBefore)} before, ${names(report.activeAfter)} now`],
    ['recovery', recovery === undefined ? 'did not come' : inSeconds(recovery)],
    ['longest gap', `${inSeconds(gapOf(after))} without an answer (${inSeconds(gapOf(before))} before the fault)`],
    ['requests', `${after.requests} from the fault on: ${failures(after)}, ${after.slow} slow`],
    ['kept connections', `${after.broken} of ${report.load.keepAlive.connections} broken`],
    ['answer time', `${answerTimes(after)} (before the fault: ${answerTimes(before)})`],
    ['answers from', servers(after)],
    ...ofEach(report),
    ...(before.failed > 0 ? [['beware', `${failures(before)} before the fault already`]] : []),
    ...(after.heldUp > report.load.slowAfter / 2 ? [['beware', heldUp(after.heldUp)]] : []),
  ]);
  return [
    '',
    ...rows,
    '',
    ...judgements.map((judgement) => judged(judgement, paint)),
    paint(COLOUR[drillOutcomeOf(report)], `Would it pass at 3 a.m.? ${sentence(report)}`),
  ];
}

/** How many addresses are told one by one; of more only those that lost something. */
const TOLD = 10;

/** What each address lost, where several were asked. */
function ofEach({ byUrl }: DrillReport): readonly (readonly [string, string])[] {
  const lost = byUrl.filter((each) => each.after.failed > 0);
  const told = byUrl.length > TOLD ? lost : byUrl;
  const others = byUrl.length - told.length;
  return [
    ...told.map(
      ({ url, after }) =>
        [url, `${failures(after)} of ${after.requests}, longest gap ${inSeconds(gapOf(after))}`] as const,
    ),
    ...(others > 0 ? [['other addresses', `${others}, of which none failed a request`] as const] : []),
  ];
}

const COLOUR = { passed: 'good', failed: 'bad', open: 'warning' } as const;

/** The verdict in a sentence; also what the HTML report begins with. */
export function sentence(report: DrillReport): string {
  const { judgements, fault } = report;
  const missed = judgements.filter(({ passed }) => !passed).map(({ limit }) => LIMIT[limit]);
  const wrong = [...(missed.length === 0 ? [] : [`over the limit for ${missed.join(', ')}`]), ...aftermath(report)];
  if (wrong.length > 0) return `No: ${wrong.join('; ')}.`;
  const untold = unmeasured(report);
  if (untold !== undefined) return `Not known: ${untold}.`;
  if (judgements.length === 0) return `Not known: no limit is set for ${fault.name}.`;
  const met = `${judgements.length} of ${count(judgements.length, 'limit')} met`;
  const open = unlimited(report);
  if (open.length === 0)
    return `Yes: ${[met, damage(report, ['failed', 'broken']).join(', ')].filter((part) => part !== '').join('; ')}.`;
  const set = open.map((name) => `${name}: N`).join(', ');
  return `Not known: ${met}, but ${damage(report, open).join(' and ')}, and no limit is set for that: set drill: { ${set} }.`;
}

/** What clients lost, of the kinds that are asked for: nothing where nothing was lost. */
function damage({ after, load }: DrillReport, kinds: readonly LimitName[]): readonly string[] {
  const { failed, broken } = after;
  const told: Partial<Record<LimitName, string>> = {
    recovery: 'it did not recover',
    ...(failed === 0 ? {} : { failed: `${count(failed, 'request')} failed` }),
    ...(broken === 0 ? {} : { broken: `${broken} of ${count(load.keepAlive.connections, 'kept connection')} broke` }),
  };
  return kinds.flatMap((kind) => told[kind] ?? []);
}

/** The names of limits, for people. */
export const LIMIT: Readonly<Record<LimitJudgement['limit'], string>> = {
  recovery: 'time to recover',
  longest_gap: 'longest gap',
  failed: 'failed requests',
  broken: 'broken connections',
  slow: 'slow requests',
};

/** A measure of a limit, with its unit. */
export function measureOf({ limit, measured }: Pick<LimitJudgement, 'limit' | 'measured'>): string {
  if (measured === undefined) return 'never';
  return limit === 'recovery' || limit === 'longest_gap' ? inSeconds(measured * 1000) : String(measured);
}

export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** `14 failed (12 timeout, 2 refused)` */
export function failures({ failed, failures: kinds }: Figures): string {
  const each = Object.entries(kinds).map(([kind, many]) => `${many} ${kind}`);
  return each.length === 0 ? `${failed} failed` : `${failed} failed (${each.join(', ')})`;
}

/** That what was measured may be the measuring machine's own doing. */
export const heldUp = (milliseconds: number): string =>
  `the machine that made the load was itself held up for ${inSeconds(milliseconds)}: slow requests may be its own`;

export const servers = ({ servedBy }: Figures): string => {
  const each = Object.entries(servedBy).sort(([a], [b]) => (a < b ? -1 : 1));
  return each.length === 0
    ? 'servers that do not say who they are'
    : each.map(([name, n]) => `${name} ${n}`).join(', ');
};

const answerTimes = ({ latency }: Figures): string =>
  `median ${latency.median.toFixed(0)} ms, 99 % ${latency.p99.toFixed(0)} ms, most ${latency.most.toFixed(0)} ms`;

const gapOf = ({ longestGap }: Figures): number => longestGap.to - longestGap.from;

const names = (hosts: readonly string[]): string => (hosts.length === 0 ? 'nobody' : hosts.join(' and '));

const judged = (judgement: LimitJudgement, paint: Paint): string => {
  const { passed, limit, allowed } = judgement;
  const mark = passed ? paint('good', 'ok    ') : paint('bad', 'FAILED');
  return `${mark}  ${LIMIT[limit]}: ${measureOf(judgement)}, at most ${measureOf({ limit, measured: allowed })}`;
};
