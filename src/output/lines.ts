import { EXIT } from '../core/errors.ts';
import type { Event, LockProcess } from '../core/events.ts';
import { formatCheck } from './checks.ts';
import { formatFacts } from './facts.ts';
import type { Look } from './look.ts';
import { PHASE } from './phase.ts';
import { formatSummary } from './summary.ts';
import { duration, indent, linesOf, printable } from './text.ts';

/** What an event leaves on the screen for good, whatever shows the progress: findings, steps done, failures. Of plans see findings.ts. */
export function findingLines(event: Event, look: Look): readonly string[] {
  switch (event.type) {
    case 'facts':
      return look.invocation.command === 'facts' ? formatFacts(event, look.paint) : [];
    case 'locked':
      return [
        `${look.paint('strong', event.host)}: locked by ${printable(event.by)}`,
        ...indent([...(event.message === undefined ? [] : linesOf(event.message)), LOCK_PROCESS[event.process]]),
      ];
    case 'step-done':
      return [`${event.host}: ${printable(event.title)} … changed (${duration(event.milliseconds)})`];
    case 'act-planned':
      return [
        `Before ${event.host} is changed: ${printable(event.name)}`,
        ...(event.note === undefined ? [] : indent([printable(event.note)])),
      ];
    case 'would':
      return [`Would do: ${printable(event.message)}`];
    case 'act':
      return [`${printable(event.name)} …`];
    case 'act-done':
      return [`${printable(event.name)}: done (${duration(event.milliseconds)})`];
    case 'steps-left':
      return [`${event.host}: ${look.paint('warning', 'not done')}: ${nameSome(event.titles)}`];
    case 'host-failed':
      return [`${event.host}: ${look.paint('bad', failed(event))}: ${printable(event.failure.message)}`];
    case 'check':
      return formatCheck(event.result, look.paint);
    case 'drill':
      return [
        `${event.at === undefined ? '' : `${(event.at / 1000).toFixed(1).padStart(6)} s  `}${printable(event.message)}`,
      ];
    case 'chosen':
      return [`${event.of}: ${printable(event.name)}, ${printable(event.why)}`];
    case 'warning':
      return [`${look.paint('warning', 'warning')}: ${printable(event.message)}`];
    case 'summary':
      return formatSummary(event.summary, look.invocation, look.paint);
    default:
      return [];
  }
}

/** A host that is another than was approved has not failed: umctl has refused. */
const failed = ({ phase, failure }: Extract<Event, { readonly type: 'host-failed' }>): string =>
  failure.exit === EXIT.moved ? 'refused' : `FAILED while ${PHASE[phase].doing}`;

const LOCK_PROCESS: Readonly<Record<LockProcess, string>> = {
  gone: 'Its process is gone.',
  running: 'Its process still runs here.',
  unknown: 'Whether it still runs cannot be told from here: look on the controller that it began on.',
};

/** So many are named, as the plan has the rest. */
const NAMED = 4;

const nameSome = (titles: readonly string[]): string =>
  [...titles.slice(0, NAMED).map(printable), ...(titles.length > NAMED ? [`${titles.length - NAMED} more`] : [])].join(
    ', ',
  );
