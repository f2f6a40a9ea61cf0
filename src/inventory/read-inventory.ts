import { dirname, join } from 'node:path';
import { InputError, type Problem } from '../core/errors.ts';
import { collector, type Groups, type Variables } from './groups.ts';
import { type Hierarchy, hierarchy } from './hierarchy.ts';
import { iniProblem } from './ini.ts';
import { type Merged, merger } from './merge.ts';
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

/**
 * Reads inventories, each over those before it, with the `group_vars/` and `host_vars/` beside them, and merges the variables.
 * @throws InputError where a source cannot be read at all
 */
export async function readInventory(sources: readonly string[], readYaml: ReadYaml): Promise<ReadInventory> {
  const collect = collector();
  for (const source of sources) readGroups(await readRoot(source, readYaml), collect);
  const collected = collect.collected();
  const order = hierarchy(collected);
  const problems: Problem[] = [...collected.problems, ...order.problems];
  const files = { groupVars: new Map<string, Variables>(), hostVars: new Map<string, Variables>() };
  for (const beside of new Set(sources.map((source) => dirname(source)))) {
    const reading = { readYaml, problems };
    over(files.groupVars, await readVarsFiles(join(beside, 'group_vars'), order.groups, reading));
    over(files.hostVars, await readVarsFiles(join(beside, 'host_vars'), collected.hosts.keys(), reading));
  }
  return { ...merger(collected, order, files), collected, order, problems };
}

function over(known: Map<string, Variables>, later: ReadonlyMap<string, Variables>): void {
  for (const [name, vars] of later) known.set(name, new Map([...(known.get(name) ?? []), ...vars]));
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
