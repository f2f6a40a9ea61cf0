import type { CheckResult } from '../core/check.ts';
import type { Event } from '../core/events.ts';

/** An event as people read it: where there are several clusters, what names no host of its own says which of them it is about. */
export function ofCluster(event: Event): Event {
  const { cluster } = event;
  if (cluster === undefined) return event;
  const named = (text: string): string => `${cluster}: ${text}`;
  switch (event.type) {
    case 'check':
      return {
        ...event,
        result: { ...event.result, name: saysHost(event.result) ? event.result.name : named(event.result.name) },
      };
    case 'waiting':
      return { ...event, checks: event.checks.map(named) };
    case 'warning':
    case 'would':
    case 'drill':
      return { ...event, message: named(event.message) };
    case 'act':
    case 'act-done':
      return { ...event, name: named(event.name) };
    case 'chosen':
      return { ...event, of: named(event.of) };
    default:
      return event;
  }
}

/** Checks of one host begin with its name, and hosts of two clusters have different ones. */
const saysHost = ({ name, hosts }: CheckResult): boolean => hosts.some((host) => name.startsWith(`${host}: `));
