import { z } from 'zod';
import type { Cause } from '../core/cause.ts';
import { InputError } from '../core/errors.ts';
import type { SavedStep } from '../core/plan.ts';
import type { PlannedOperation } from '../core/play.ts';
import { safeJson } from '../core/safe-json.ts';

/** A plan as it lies in a file: what was shown, so that it can be approved once and applied later. No secret is in it. */
export interface SavedPlan {
  /** Of the file; another number is another shape. */
  readonly format: 1;
  /** umctl's version, and when the plan was made (ISO 8601). */
  readonly umctl: string;
  readonly made: string;
  readonly inventory: {
    readonly file: string;
    /** Further sources, which override the file. */
    readonly more?: readonly string[] | undefined;
    readonly digest: string;
  };
  readonly selection: Selection;
  /** The files of the playbook that is named in the selection. Plans of earlier versions do not say. */
  readonly code?: readonly CodeFile[];
  /** Every host that was asked, also those with nothing to do; secrets by name and fingerprint. */
  readonly hosts: readonly { readonly host: string; readonly steps: readonly SavedStep[] }[];
  /** What is done around the steps: whose duties are handed over. Plans of earlier versions do not say. */
  readonly acts?: readonly PlannedOperation[];
}

/** A file of a playbook's code, by its whole path, and the digest of what was run (SHA-256, hexadecimal). */
export interface CodeFile {
  readonly file: string;
  readonly digest: string;
}

/** What the command line chose of the inventory and the playbook. */
export interface Selection {
  readonly playbook?: string | undefined;
  readonly limit?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly skipTags?: readonly string[] | undefined;
  readonly allowSilentGateway?: boolean | undefined;
}

const text = z.string();
const value = z.union([text, z.number(), z.boolean()]).optional();
const step = z.object({
  id: text,
  changes: z.array(z.object({ field: text, from: value, to: value })),
  because: text.transform((said): Cause => ({ type: 'said', text: said })).optional(),
  loses: text.optional(),
  command: z.object({
    run: z.object({ text }),
    stdin: text.optional(),
    withinSeconds: z.number().optional(),
    several: z
      .object({ prepare: z.object({ text }), finish: z.object({ text }), into: text, words: z.array(text), end: text })
      .optional(),
    patienceSeconds: z.number().optional(),
  }),
});
const schema = z.object({
  format: z.literal(1),
  umctl: text,
  made: text,
  inventory: z.object({ file: text, more: z.array(text).optional(), digest: text }),
  selection: z.object({
    playbook: text.optional(),
    limit: text.optional(),
    tags: z.array(text).optional(),
    skipTags: z.array(text).optional(),
    allowSilentGateway: z.boolean().optional(),
  }),
  code: z.array(z.object({ file: text, digest: text })).optional(),
  hosts: z.array(z.object({ host: text, steps: z.array(step) })),
  acts: z.array(z.object({ host: text, name: text })).optional(),
});

/** Steps as they are saved and compared: every part in one order, secrets as people are shown them. */
export const shownSteps = (steps: readonly SavedStep[]): readonly SavedStep[] =>
  steps.map((one) => step.parse(JSON.parse(safeJson(one))) as SavedStep);

export const writePlan = (plan: SavedPlan): string => `${safeJson(plan, 1)}\n`;

/** @throws InputError for what is no plan of this version, whole. */
export function parsePlan(file: string, content: string): SavedPlan {
  const refuse = (message: string): never => {
    throw new InputError([{ message: `${file}: ${message}; make a new one with umctl plan --out ${file}` }]);
  };
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    return refuse('this is not a saved plan, or it is incomplete');
  }
  const format = z.object({ format: z.unknown() }).safeParse(json).data?.format;
  if (format !== undefined && format !== 1)
    return refuse(`this plan is of format ${JSON.stringify(format)}, and this umctl reads format 1`);
  const read = schema.safeParse(json);
  if (read.success) return read.data as SavedPlan;
  const [issue] = read.error.issues;
  return refuse(`this is not a saved plan: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}
