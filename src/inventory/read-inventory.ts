import { dirname, join } from 'node:path';
import { InputError, type Problem } from '../core/errors.ts';
import { combiner, type HashBehaviour } from './combine.ts';
import { readExtraVars } from './extra-vars.ts';
import { collector, type Groups } from './groups.ts';
import { type Hierarchy, hierarchy } from './hierarchy.ts';
import { iniProblem } from './ini.ts';
import { type Merged, merger, type VarsFiles } from './merge.ts';
import { readGroups } from './read-groups.ts';
import { readText } from './read-text.ts';
import { readVarsFiles } from './vars-files.ts';
import { isVaulted } from './vault/envelope.ts';
import type { ReadYaml } from './vault/read-yaml.ts';
import type { Written } from './yaml/written.ts';

/** An inventory as it was written: groups, hosts, and what became of their variables. */
export interface ReadInventory extends Merged {
  readonly collected: Groups;
  readonly order: Hierarchy;
  readonly problems: readonly Problem[];
}

/** What counts beside the inventories themselves. */
export interface Beside {
  /** Where the playbook is: there may be `group_vars/` and `host_vars/`, too. Default: the working directory. */
  readonly playbookDir?: string | undefined;
  /** `--extra-vars`, as they were typed. */
  readonly extraVars?: readonly string[];
  readonly hashBehaviour?: HashBehaviour;
}

/**
 * Reads inventories, each over those before it, with the `group_vars/` and `host_vars/` beside them and beside the playbook, and
 * merges the variables.
 * @throws InputError where a source cannot be read at all
 */
export async function readInventory(
  sources: readonly string[],
  readYaml: ReadYaml,
  { playbookDir, extraVars = [], hashBehaviour = 'replace' }: Beside = {},
): Promise<ReadInventory> {
  const collect = collector();
  for (const source of sources) readGroups(await readRoot(source, readYaml), collect);
  const collected = collect.collected();
  const order = hierarchy(collected);
  const problems: Problem[] = [...collected.problems, ...order.problems];
  const combine = combiner(hashBehaviour);
  const reading = { readYaml, problems, combine };
  const filesIn = async (directory: string): Promise<VarsFiles> => ({
    groupVars: await readVarsFiles(join(directory, 'group_vars'), order.groups, reading),
    hostVars: await readVarsFiles(join(directory, 'host_vars'), collected.hosts.keys(), reading),
  });
  const inventory: VarsFiles[] = [];
  for (const source of sources) inventory.push(await filesIn(dirname(source)));
  const merged = merger(collected, order, {
    inventory,
    play: await filesIn(playbookDir ?? '.'),
    playIsNamed: playbookDir !== undefined,
    extra: await readExtraVars(extraVars, reading),
    combine,
  });
  return { ...merged, collected, order, problems };
}

const VAULTED =
  'the whole inventory is vaulted, including what must be shown, such as addresses; vault single values in it, or a file in group_vars/ or host_vars/ beside it';

async function readRoot(file: string, readYaml: ReadYaml): Promise<Written> {
  const read = await readText(file);
  if ('problem' in read) throw new InputError([read.problem]);
  const ini = iniProblem(file, read.text);
  if (ini !== undefined) throw new InputError([ini]);
  if (isVaulted(read.text)) throw new InputError([{ at: { file, line: 1, column: 1 }, message: VAULTED }]);
  const { root, problems } = readYaml(file, read.text);
  if (problems.length > 0) throw new InputError(problems);
  if (root !== undefined) return root;
  throw new InputError([
    { at: { file, line: 1, column: 1 }, message: 'the inventory is empty; expected groups (all: …)' },
  ]);
}
