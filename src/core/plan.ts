import type { Cause } from './cause.ts';
import type { Command } from './connection.ts';
import type { Change, Identity, Impact, Relations, Resource, State } from './resource.ts';

/** What of a step a plan is saved with, and compared by. */
export interface SavedStep {
  readonly id: string;
  readonly changes: readonly Change[];
  readonly because?: Cause;
  /** What is there now and is not kept. */
  readonly loses?: string;
  readonly command: Command;
}

/** What is done about one resource, and why. */
export interface Step extends SavedStep, Identity {
  /** What it does to what runs; left out where nobody can tell. */
  readonly impact?: Impact;
  /** See {@link Relations.rereadBy}. */
  readonly rereadBy?: string;
  /** Why it cannot be done from what is there now. */
  readonly cannot?: string;
}

/**
 * Compares what is wanted with what was observed (one state a resource, in the same order) and returns the steps
 * between them, in the order of the resources. Pure: the same input gives the same plan.
 */
export function planSteps(resources: readonly Resource[], observed: readonly State[]): readonly Step[] {
  const steps = new Map<string, Step>();
  resources.forEach((resource, i) => {
    const reset = resetCause(resource, steps);
    const changes = compare(resource.want, reset === undefined ? stillTrue(resource, observed[i], steps) : {});
    if (changes.length === 0) return;
    const because = reset ?? useCause(resource, changes, steps);
    const made = resource.unblockedBy?.some(({ id }) => steps.has(id)) === true;
    const cannot = made ? undefined : observed[i]?.['cannot'];
    const loses = changes.some(({ field }) => REPLACED.has(field)) ? observed[i]?.['loses'] : undefined;
    const changed = new Set(changes.map((change) => change.field));
    const impact = resource.impact?.(changes);
    const { id, type, key, title, restorable, rereadBy } = resource;
    steps.set(id, {
      ...{ id, type, key, title, restorable, changes },
      ...(impact === undefined ? {} : { impact }),
      ...(rereadBy === undefined ? {} : { rereadBy }),
      ...(because === undefined ? {} : { because }),
      ...(typeof cannot === 'string' ? { cannot } : {}),
      ...(typeof loses === 'string' ? { loses } : {}),
      command: resource.apply((field) => changed.has(field)),
    });
  });
  return [...steps.values()];
}

/** Fields of which another value means another file in the place of what is there. */
const REPLACED: ReadonlySet<string> = new Set(['kind', 'content', 'persisted', 'target']);

/** The fields that differ; a field that is wanted `undefined` is left as it is. */
export const compare = (want: State, observed: State): readonly Change[] =>
  Object.entries(want)
    .filter(([field, to]) => to !== undefined && observed[field] !== to)
    .map(([field, to]) => ({ field, from: observed[field], to }));

/** What a service has loaded is out of date as soon as something it uses changes, whatever is on record. */
function stillTrue({ uses = [] }: Relations, observed: State = {}, steps: ReadonlyMap<string, Step>): State {
  return uses.some((used) => steps.has(used.id)) ? { ...observed, config: undefined } : observed;
}

function resetCause({ resetBy = [] }: Relations, steps: ReadonlyMap<string, Step>): Cause | undefined {
  const cause = resetBy.find(({ resource, field }) => {
    const step = steps.get(resource.id);
    return step !== undefined && (field === undefined || step.changes.some((change) => change.field === field));
  });
  if (cause === undefined) return undefined;
  const { resource, ...named } = cause;
  return { type: 'reset', ids: [resource.id], ...named };
}

/** A service loads again because what it uses changes now, or changed in a run that did not get to the loading. */
function useCause(
  { uses = [], want }: Resource,
  changes: readonly Change[],
  steps: ReadonlyMap<string, Step>,
): Cause | undefined {
  const load = changes.find((change) => change.field === 'config');
  if (uses.length === 0 || want['config'] === undefined || load === undefined) return undefined;
  const ids = uses.map((used) => used.id);
  const changing = ids.filter((id) => steps.has(id));
  if (changing.length > 0) return { type: 'uses', ids: changing };
  return load.from === undefined ? { type: 'unrecorded' } : { type: 'owed', ids };
}
