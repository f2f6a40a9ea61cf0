import type { Event } from '../core/events.ts';
import { collectFindings } from './findings.ts';
import { harmless } from './harmless.ts';
import type { Look } from './look.ts';
import { ofCluster } from './of-cluster.ts';
import { PHASE } from './phase.ts';
import { count, duration } from './text.ts';
import type { View, WriteLines } from './view.ts';
import { formatWaiting } from './waiting.ts';

/** One line a fact, for logs and pipes: nothing moves, nothing is drawn twice. */
export function plainView(look: Look, write: WriteLines): View {
  const findings = collectFindings(look);
  return {
    report(reported) {
      const event = ofCluster(harmless(reported));
      const found = findings.hear(event);
      write([...progressLines(event, look), ...found]);
    },
    settle: async () => write(findings.flush()),
  };
}

function progressLines(event: Event, { verbosity }: Look): readonly string[] {
  switch (event.type) {
    case 'phase':
      return event.phase === 'approve' || event.hosts.length === 0
        ? []
        : [`${PHASE[event.phase].doing}: ${hostList(event.hosts)}`];
    case 'host-start':
      return event.phase === 'apply' ? [`${event.host}: applying ${count(event.steps ?? 0, 'step')}`] : [];
    case 'host-done':
      return event.phase === 'apply' || event.phase === 'confirm' || verbosity >= 1
        ? [`${event.host}: ${PHASE[event.phase].done} (${duration(event.milliseconds)})`]
        : [];
    case 'waiting':
      return [formatWaiting(event.checks)];
    case 'step-start':
      return verbosity >= 1 ? [`${event.host}: ${event.title} …`] : [];
    default:
      return [];
  }
}

const LISTED = 5;

const hostList = (hosts: readonly string[]): string =>
  hosts.length <= LISTED ? hosts.join(', ') : `${hosts.slice(0, LISTED).join(', ')} and ${hosts.length - LISTED} more`;
