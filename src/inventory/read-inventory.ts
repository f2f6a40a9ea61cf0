import { extname, join } from 'node:path';
import type { Problem } from '../core/errors.ts';
import { combiner, type HashBehaviour } from './combine.ts';
import { readExtraVars } from './extra-vars.ts';
import { collector, type Groups } from './groups.ts';
import { type Hierarchy, hierarchy } from './hierarchy.ts';
import { type Merged, merger, type VarsFiles } from './merge.ts';
import { readSource } from './source/read-source.ts';
import type { Readers } from './source/reading.ts';
import { DEFAULT_RULES, renamed, type SourceRules } from './source/rules.ts';
import { varsDirectory } from './sources.ts';
import { readVarsFiles } from './vars-files.ts';

/** An inventory as it was written: groups, hosts, and what became of their variables. */
export interface ReadInventory extends Merged {
  readonly collected: Groups;
  readonly order: Hierarchy;
  readonly problems: readonly Problem[];
  /** Set where no source says anything. */
  readonly empty?: Problem;
}

/** What counts beside the inventories themselves. */
export interface Beside {
  /** Where the playbook is: there may be `group_vars/` and `host_vars/`, too. Default: the working directory. */
  readonly playbookDir?: string | undefined;
  /** `--extra-vars`, as they were typed. */
  readonly extraVars?: readonly string[];
  readonly hashBehaviour?: HashBehaviour;
  /** Hosts whose `host_vars/` are read though the inventory does not name them. */
  readonly alsoHosts?: readonly string[];
  /** What Ansible's configuration says of sources. */
  readonly rules?: SourceRules;
}

/**
 * Reads inventories, each over those before it, with the `group_vars/` and `host_vars/` beside them and beside the playbook, and
 * merges the variables.
 * @throws InputError where a source cannot be read at all
 */
export async function readInventory(
  sources: readonly string[],
  readers: Readers,
  { playbookDir, extraVars = [], hashBehaviour = 'replace', alsoHosts = [], rules = DEFAULT_RULES }: Beside = {},
): Promise<ReadInventory> {
  const collect = collector();
  for (const source of sources) await readSource(source, { ...readers, collect, rules });
  const collected = collect.collected();
  const order = hierarchy(collected);
  const problems: Problem[] = [...collected.problems, ...order.problems, ...renamed(collected, rules)];
  const combine = combiner(hashBehaviour);
  const reading = { readYaml: readers.readYaml, problems, combine };
  const filesIn = async (directory: string): Promise<VarsFiles> => ({
    groupVars: await readVarsFiles(join(directory, 'group_vars'), order.groups, reading),
    hostVars: await readVarsFiles(
      join(directory, 'host_vars'),
      new Set([...collected.hosts.keys(), ...alsoHosts]),
      reading,
    ),
  });
  const inventory: VarsFiles[] = [];
  for (const directory of sources.map(varsDirectory)) {
    if (directory !== undefined) inventory.push(await filesIn(directory));
  }
  const merged = merger(collected, order, {
    inventory,
    play: await filesIn(playbookDir ?? '.'),
    playIsNamed: playbookDir !== undefined,
    extra: await readExtraVars(extraVars, reading),
    combine,
  });
  return {
    ...merged,
    collected,
    order,
    problems,
    ...(collected.groups.size === 0 ? { empty: empty(sources[0] ?? '') } : {}),
  };
}

const empty = (file: string): Problem => ({
  at: { file, line: 1, column: 1 },
  message: `the inventory is empty; expected ${EXAMPLES[extname(file)] ?? 'groups with hosts'}`,
});

/** How an inventory begins, by the ending of its name. */
const EXAMPLES: Readonly<Record<string, string>> = {
  '.yml': 'groups (all: …)',
  '.yaml': 'groups (all: …)',
  '.ini': 'groups with hosts ([web], and their hosts below it)',
};
