import type { Command } from 'commander';
import { InputError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Redact } from '../core/shown.ts';
import type { ApprovedPlan } from '../engine/approve/approval.ts';
import { inventoryDigest } from '../records/inventory-digest.ts';
import { readOnlyOurs } from '../records/only-ours.ts';
import { inventoryName } from '../records/record.ts';
import { parsePlan, type SavedPlan, shownSteps } from '../records/saved-plan.ts';
import type { ChangingOptions } from './options.ts';

/**
 * Reads a saved plan: it names a playbook to run, so nobody else may have written it. An InputError is returned, not thrown: it is
 * told where all others are.
 */
export function readSavedPlan(file: string): SavedPlan | InputError {
  try {
    return parsePlan(file, readOnlyOurs(file));
  } catch (error) {
    if (error instanceof InputError) return error;
    const why = error instanceof Error ? error.message : String(error);
    return new InputError([{ message: `${file}: the plan cannot be read: ${why}` }]);
  }
}

/** The options with what the plan was made for; a usage error where the command line says something of its own. */
export function optionsOfPlan<T extends ChangingOptions>(command: Command, options: T, { selection }: SavedPlan): T {
  const own = ['playbook', 'limit', 'tags', 'skipTags'].filter((name) => command.getOptionValueSource(name) === 'cli');
  if (own.length > 0)
    command.error(`error: the saved plan fixes --${own[0]?.replace('skipTags', 'skip-tags')}; leave it out`);
  return { ...options, ...selection };
}

/** What has to be right about a plan before the playbook that it names is run. */
export interface PlanToKeep {
  readonly file: string;
  readonly plan: SavedPlan;
}

/** @throws InputError when the plan was made of another inventory, or does not say what code its playbook had */
export function requireSameInput({ file, plan }: PlanToKeep, hosts: readonly Host[]): void {
  const { inventory, made, selection, code } = plan;
  const refuse = (why: string): never => {
    throw new InputError([{ message: `${file}: ${why}; make a new plan` }]);
  };
  if (inventory.digest !== inventoryDigest(hosts))
    refuse(`this plan was made from ${inventoryName(inventory)} as of ${made}; the inventory is different now`);
  if (selection.playbook !== undefined && code === undefined)
    refuse(`this plan, of umctl ${plan.umctl}, does not say what was in its playbook ${selection.playbook}`);
}

/** The plan as what approves a run. */
export const approvedBy = ({ hosts, acts }: SavedPlan, redact: Redact): ApprovedPlan => ({
  shown: (steps) => shownSteps(redact(steps)),
  steps: new Map(hosts.map(({ host, steps }) => [host, steps])),
  ...(acts === undefined ? {} : { acts }),
});
