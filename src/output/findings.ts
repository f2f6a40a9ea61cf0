import type { Event } from '../core/events.ts';
import { findingLines } from './lines.ts';
import type { Look } from './look.ts';
import { formatPlans } from './plan.ts';
import { type ShownPlan, summarisePlans } from './plan-summary.ts';

/** What events leave on the screen for good. Plans of hosts are held back until the last of them is there: see {@link formatPlans}. */
export interface Findings {
  readonly hear: (event: Event) => readonly string[];
  /** What was held back. */
  readonly flush: () => readonly string[];
}

export function collectFindings(look: Look): Findings {
  let plans: readonly ShownPlan[] = [];
  let acts: readonly Extract<Event, { readonly type: 'act-planned' }>[] = [];
  // What a run plans within itself is small, and nobody is asked about it.
  let begun = false;
  const flush = (): readonly string[] => {
    const lines = [
      ...formatPlans(plans, look),
      ...acts.flatMap((act) => findingLines(act, look)),
      ...(begun
        ? []
        : summarisePlans(
            plans,
            acts.map(({ name }) => name),
          )),
    ];
    [plans, acts] = [[], []];
    return lines;
  };
  return {
    flush,
    hear(event) {
      if (event.type === 'plan') plans = [...plans, event];
      else if (event.type === 'act-planned') acts = [...acts, event];
      else {
        const held = flush();
        begun ||= event.type === 'step-start' || event.type === 'act';
        return [...held, ...findingLines(event, look)];
      }
      return [];
    },
  };
}
