import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputError, type Problem } from '../core/errors.ts';
import type { Host, Inventory } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import { connectionOf } from './connection.ts';
import type { PlainHost, Variables } from './groups.ts';
import { type Hierarchy, hierarchy } from './hierarchy.ts';
import { iniProblem } from './ini.ts';
import { merger } from './merge.ts';
import { passwordSealer } from './passwords.ts';
import { distinct } from './problems.ts';
import { readGroups } from './read-groups.ts';
import { readText } from './read-text.ts';
import { readVarsFiles } from './vars-files.ts';
import { isVaulted } from './vault/envelope.ts';
import { type ReadYaml, yamlReader } from './vault/read-yaml.ts';
import { createVault, type Vault } from './vault/vault.ts';
import { innermost, keyPosition, type Written } from './yaml/written.ts';

/** What the inventory may ask of its surroundings. */
export interface LoadOptions {
  /** Keeps the passwords that the inventory holds, and all that is vaulted in it. */
  readonly secrets: Secrets;
  /** Opens what is vaulted. Default: a vault without passwords. */
  readonly vault?: Vault;
  /** Default: the process's. HOME stands for `~` in key files. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads an Ansible YAML inventory with the `group_vars/` and `host_vars/` beside it. Variables are merged but not
 * checked ({@link validateVars} does that); passwords are sealed, and what is vaulted is held.
 * @throws InputError with everything that is wrong, each with its place.
 */
export async function loadInventory(file: string, options: LoadOptions): Promise<Inventory> {
  const { secrets, vault = createVault([]), env = process.env } = options;
  const readYaml = yamlReader(vault, secrets);
  const root = await readRoot(file, readYaml);
  const groups = readGroups(root);
  const order = hierarchy(groups);
  const problems: Problem[] = [...groups.problems, ...order.problems];
  const beside = dirname(file);
  const merge = merger(groups, order, {
    groupVars: await readVarsFiles(join(beside, 'group_vars'), order.groups, { readYaml, problems }),
    hostVars: await readVarsFiles(join(beside, 'host_vars'), groups.hosts.keys(), { readYaml, problems }),
  });
  const seal = passwordSealer(secrets, problems);
  const home = env['HOME'] ?? homedir();
  const hosts = [...groups.hosts.values()].map((plain) => {
    const vars = seal(merge(plain));
    const { settings, problems: wrong } = connectionOf(plain.name, vars, { home });
    problems.push(...wrong);
    return { ...hostOf(plain, vars, order), connection: settings };
  });
  if (problems.length > 0) throw new InputError(distinct(problems));
  return { file, groups: order.groups, hosts };
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

function hostOf({ name, at }: PlainHost, vars: Variables, order: Hierarchy): Omit<Host, 'connection'> {
  const variables = Object.fromEntries([...vars].map(([variable, { content }]) => [variable, content.value]));
  const whole: Written = { at, value: variables, entries: vars };
  return {
    name,
    groups: order.groupsOf(name),
    vars: variables,
    at: (path, part = 'value') => (part === 'key' ? keyPosition(whole, path) : innermost(whole, path).at),
  };
}
