import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { InputError } from '../core/errors.ts';
import type { ApprovedPlan } from '../engine/as-saved.ts';
import type { Session } from '../engine/session.ts';
import { inventoryDigest } from '../records/inventory-digest.ts';
import { parsePlan, type SavedPlan, shownSteps } from '../records/saved-plan.ts';
import type { ChangingOptions } from './options.ts';

/** Reads a saved plan. An InputError is returned, not thrown: it is told where all others are. */
export async function readSavedPlan(file: string): Promise<SavedPlan | InputError> {
  try {
    return parsePlan(file, await readFile(file, 'utf8'));
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
    command.error(`error: --plan has its own --${own[0]?.replace('skipTags', 'skip-tags')}; leave it out`);
  return { ...options, ...selection };
}

/** The plan as what approves a run. @throws InputError when it was made of another inventory */
export function approvedBy(plan: SavedPlan, file: string, session: Session): ApprovedPlan {
  const { inventory, made, hosts, acts } = plan;
  if (inventory.digest !== inventoryDigest(session.job.hosts)) {
    const message = `${file}: this plan was made of ${inventory.file} as it was at ${made}, and this inventory says something else; make a new plan`;
    throw new InputError([{ message }]);
  }
  return {
    shown: shownSteps,
    steps: new Map(hosts.map(({ host, steps }) => [host, steps])),
    ...(acts === undefined ? {} : { acts }),
  };
}
