import type { Event, Report } from '../../core/events.ts';

/** Keeps the plans of several parts back, so that they are seen as one plan. */
export interface PlansTogether {
  /** What the part with this number is to tell, as it goes. */
  readonly of: (part: number, report: Report) => Report;
  /** Tells what was kept back, and keeps nothing back from then on. */
  readonly show: () => void;
}

export function plansTogether(): PlansTogether {
  let kept: readonly { readonly part: number; readonly tell: () => void }[] | undefined = [];
  return {
    of: (part, report) => (event) => {
      if (kept === undefined || !isPlan(event)) report(event);
      else kept = [...kept, { part, tell: () => report(event) }];
    },
    show: () => {
      const all = kept ?? [];
      kept = undefined;
      for (const { tell } of all.toSorted((a, b) => a.part - b.part)) tell();
    },
  };
}

const isPlan = ({ type }: Event): boolean => type === 'plan' || type === 'act-planned';
