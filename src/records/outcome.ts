import type { Holder } from '../engine/lock/holder.ts';
import { errorOf, type RunRecord, summaryOf } from './record.ts';

/** How a run came out. `ended abruptly`: it was killed, or its controller went down. */
export type RunOutcome =
  | {
      readonly kind: 'ended';
      readonly exit: number;
      readonly done: number;
      readonly planned: number;
      /** Checks that passed: all that a run proves that has no steps, as a switchover. */
      readonly passed: number;
    }
  | { readonly kind: 'under way' | 'ended abruptly' };

/** Judges a record by its last words, or by whether its process still lives. */
export function runOutcomeOf(record: RunRecord, isGone: (by: Holder) => boolean): RunOutcome {
  const summary = summaryOf(record);
  const exit = summary?.exit ?? errorOf(record)?.exit;
  if (exit === undefined) return { kind: isGone(record.head.by) ? 'ended abruptly' : 'under way' };
  const hosts = summary?.hosts ?? [];
  return {
    kind: 'ended',
    exit,
    done: hosts.reduce((sum, host) => sum + host.done, 0),
    planned: hosts.reduce((sum, host) => sum + host.planned, 0),
    passed: summary?.checks.passed ?? 0,
  };
}
