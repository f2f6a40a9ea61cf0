import type { Report } from '../core/events.ts';

/** Shows a run as it goes. */
export interface View {
  readonly report: Report;
  /** Resolves once all that was reported is out and nothing moves any more: before a question, and at the end. */
  readonly settle: () => Promise<void>;
}

/** Where a view writes: lines without their newlines. */
export type WriteLines = (lines: readonly string[]) => void;
