import { homedir } from 'node:os';
import { InputError } from '../core/errors.ts';
import type { Host, Inventory } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import { connectionOf } from './connection.ts';
import type { PlainHost, Variables } from './groups.ts';
import type { Hierarchy } from './hierarchy.ts';
import { passwordSealer } from './passwords.ts';
import { distinct } from './problems.ts';
import { type Beside, readInventory } from './read-inventory.ts';
import { yamlReader } from './vault/read-yaml.ts';
import { createVault, type Vault } from './vault/vault.ts';
import { innermost, keyPosition, type Written } from './yaml/written.ts';

/** What the inventory may ask of its surroundings. */
export interface LoadOptions extends Beside {
  /** Keeps the passwords that the inventory holds, and all that is vaulted in it. */
  readonly secrets: Secrets;
  /** Opens what is vaulted. Default: a vault without passwords. */
  readonly vault?: Vault;
  /** What counts for connections where a host says nothing, the first before the next. */
  readonly connection?: readonly Variables[];
  /** Whether keys that nothing is known about are accepted, by the command line. */
  readonly acceptNewHostKeys?: boolean;
  /** Default: the process's. HOME stands for `~` in key files. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads Ansible inventories, each over those before it, with the `group_vars/` and `host_vars/` beside them. Variables are merged
 * but not checked ({@link validateVars} does that); passwords are sealed, and what is vaulted is held.
 * @throws InputError with everything that is wrong, each with its place.
 */
export async function loadInventory(given: string | readonly string[], options: LoadOptions): Promise<Inventory> {
  const { secrets, vault = createVault([]), env = process.env } = options;
  const sources = typeof given === 'string' ? [given] : given;
  const {
    collected,
    order,
    hostVars,
    problems: found,
  } = await readInventory(sources, yamlReader(vault, secrets), options);
  const problems = [...found];
  const seal = passwordSealer(secrets, problems);
  const around = {
    home: env['HOME'] ?? homedir(),
    defaults: (options.connection ?? []).map(seal),
    ...(options.acceptNewHostKeys === undefined ? {} : { acceptNewHostKeys: options.acceptNewHostKeys }),
  };
  const hosts = [...collected.hosts.values()].map((plain) => {
    const vars = seal(hostVars(plain));
    const { settings, problems: wrong } = connectionOf(plain.name, vars, around);
    problems.push(...wrong);
    return { ...hostOf(plain, vars, order), connection: settings };
  });
  if (problems.length > 0) throw new InputError(distinct(problems));
  const members = new Map(order.groups.map((group) => [group, order.membersOf(group)]));
  return { file: sources.join(', '), groups: order.groups, members, hosts };
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
