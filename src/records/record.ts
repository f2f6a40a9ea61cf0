import { z } from 'zod';
import type { Event, Summary } from '../core/events.ts';
import { type Holder, holderSchema } from '../engine/lock/holder.ts';

/** What is known of a run when it begins; `run.json` in its record. */
export interface RunHead {
  /** Of the record; another number is another shape. */
  readonly format: 1;
  /** `apply`, `switchover`, `unlock` and whatever else may change hosts. */
  readonly command: string;
  /** umctl's version. */
  readonly version: string;
  readonly by: Holder;
  readonly inventory: {
    readonly file: string;
    /** Further sources, which override the file. */
    readonly more?: readonly string[] | undefined;
    readonly digest: string;
  };
  /** What else the command line named, so that the same can be typed again. Records of earlier versions do not say. */
  readonly selection?: RunSelection;
}

const text = z.string();
const names = z.array(text).optional();

const runSelection = z.object({
  playbook: text.optional(),
  limit: text.optional(),
  tags: names,
  skipTags: names,
  run: text.optional(),
  node: text.optional(),
  to: text.optional(),
});

interface RunSelection {
  readonly playbook?: string;
  readonly limit?: string;
  readonly tags?: readonly string[];
  readonly skipTags?: readonly string[];
  readonly run?: string;
  readonly node?: string;
  readonly to?: string;
}

/** Why a run ended without a summary. */
export interface RunError {
  readonly type: 'error';
  readonly exit: number;
  readonly problems: readonly { readonly message: string }[];
}

/** A line of `events.jsonl`: what the engine said, and when (ISO 8601). */
export type RunEvent = (Event | RunError) & { readonly at: string };

/** A run as it was recorded; it may have been killed at any moment. */
export interface RunRecord {
  readonly id: string;
  readonly head: RunHead;
  readonly events: readonly RunEvent[];
}

// What is left out in JSON is left out here, too.
export const runHead = z.object({
  format: z.literal(1),
  command: text,
  version: text,
  by: holderSchema,
  inventory: z.object({ file: text, more: z.array(text).optional(), digest: text }),
  selection: runSelection.optional(),
}) as unknown as z.ZodType<RunHead>;

export const summaryOf = ({ events }: RunRecord): Summary | undefined =>
  events.findLast((event) => event.type === 'summary')?.summary;

export const errorOf = ({ events }: RunRecord): RunError | undefined =>
  events.findLast((event) => event.type === 'error');

/** An inventory in a word or some: its sources. */
export const inventoryName = ({ file, more = [] }: Pick<RunHead['inventory'], 'file' | 'more'>): string =>
  [file, ...more].join(', ');
