import { createHash } from 'node:crypto';
import { sayCause } from '../../core/cause.ts';
import type { SavedStep } from '../../core/plan.ts';
import type { Change, Value } from '../../core/resource.ts';

/** What is different between two plans of one host, a line for each resource and field. */
export function describeMove(approved: readonly SavedStep[], now: readonly SavedStep[]): readonly string[] {
  const [before, after] = [byId(approved), byId(now)];
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const lines = ids.flatMap((id) => describeStep(id, before.get(id), after.get(id)));
  return lines.length > 0 ? lines : ['the same steps in a different order'];
}

function describeStep(id: string, before: SavedStep | undefined, after: SavedStep | undefined): readonly string[] {
  if (before === undefined) return after === undefined ? [] : [`was not in the plan: ${showStep(after)}`];
  if (after === undefined) return [`already as wanted: ${showStep(before)}`];
  const fields = [...new Set([...before.changes, ...after.changes].map(({ field }) => field))];
  const changes = fields.flatMap((field) => {
    const [then, now] = [before, after].map(({ changes }) => changes.find((change) => change.field === field));
    if (same(then, now)) return [];
    return [`${id}: ${field}: approved ${showValues(then)}, now ${showValues(now)}`];
  });
  const [then, now] = [before, after].map(({ because }) => (because === undefined ? '-' : sayCause(because)));
  if (then !== now) changes.push(`${id}: approved because ${then}, now because ${now}`);
  if (changes.length > 0) return changes;
  return same(before.command, after.command) ? [] : [`${id}: would be done by a different command`];
}

const byId = (steps: readonly SavedStep[]): ReadonlyMap<string, SavedStep> =>
  new Map(steps.map((step) => [step.id, step]));

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A change in few words: `mode 0644 → 0600`. */
const showChange = (change: Change): string => `${change.field} ${showValues(change)}`;

const showValues = (change: Change | undefined): string =>
  change === undefined ? 'no change' : `${short(change.from)} → ${short(change.to)}`;

/** Longer texts by their size and the first digits of their digest: enough to tell them apart. */
function short(value: Value): string {
  if (value === undefined) return '(none)';
  const text = String(value);
  if (!text.includes('\n') && text.length <= 60) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return `(${text.length} characters, ${digest})`;
}

/** A step in few words: its id and its changes. */
export const showStep = ({ id, changes }: SavedStep): string => `${id}: ${changes.map(showChange).join(', ')}`;
