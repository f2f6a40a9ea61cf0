import type { Event, Phase } from '../core/events.ts';

/** How far one phase has come; folded from events, drawn by frame.ts. Times are in milliseconds on one clock. */
export interface ShownProgress {
  readonly phase: Phase;
  readonly start: number;
  readonly hosts: ReadonlyMap<string, HostProgress>;
  /** The last warning, kept in sight while the picture moves. */
  readonly warning?: string;
  /** Checks that are waited for. */
  readonly waiting?: readonly string[];
}

export interface HostProgress {
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly start: number;
  readonly steps: number;
  readonly step?: { readonly title: string; readonly number: number; readonly start: number };
  readonly failure?: string;
}

export const startProgress = (phase: Phase, hosts: readonly string[], now: number): ShownProgress => ({
  phase,
  start: now,
  hosts: new Map(hosts.map((host) => [host, { status: 'waiting', start: now, steps: 0 }])),
});

/** Takes in an event. Events of hosts that the phase is not about change nothing. */
export function foldProgress(progress: ShownProgress, event: Event, now: number): ShownProgress {
  if (event.type === 'warning') return { ...progress, warning: event.message };
  if (event.type === 'waiting') return { ...progress, waiting: event.checks };
  if (!('host' in event)) return progress;
  const known = progress.hosts.get(event.host);
  if (known === undefined) return progress;
  const { waiting: _, ...moved } = progress;
  return {
    ...(event.type === 'step-done' ? moved : progress),
    hosts: new Map(progress.hosts).set(event.host, foldHost(known, event, now)),
  };
}

function foldHost(host: HostProgress, event: Extract<Event, { readonly host: string }>, now: number): HostProgress {
  switch (event.type) {
    case 'host-start':
      return { status: 'running', start: now, steps: event.steps ?? 0 };
    case 'host-done':
      return { ...host, status: 'done' };
    case 'host-failed':
      return { ...host, status: 'failed', failure: event.failure.message };
    case 'step-start':
      return { ...host, step: { title: event.title, number: event.index + 1, start: now } };
    default:
      return host;
  }
}
