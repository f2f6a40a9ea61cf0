import { kindOf } from './table.ts';

/** How long a case may take of which nothing is known yet, in milliseconds: most take less on an idle machine. */
const UNKNOWN = 75_000;

/** What is left of the time that a run may take, divided among the ways that are still to come. */
export interface Budget {
  /** Begins a way: it gets its share of what is left. */
  begin(waysLeft: number): void;
  /** Whether a case fits into the way's share, by what it took in an earlier way. */
  fits(name: string): boolean;
  /** Runs it, and notes what it takes. */
  timed<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** @param end of the whole run, by performance.now() */
export function budgetUntil(end: number): Budget {
  const took = new Map<string, number>();
  let until = end;
  return {
    begin(waysLeft) {
      const now = performance.now();
      until = now + (end - now) / waysLeft;
    },
    fits: (name) => performance.now() + (took.get(kindOf(name)) ?? UNKNOWN) <= until,
    async timed(name, work) {
      const start = performance.now();
      try {
        return await work();
      } finally {
        took.set(kindOf(name), performance.now() - start);
      }
    },
  };
}
