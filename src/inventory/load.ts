import { homedir } from 'node:os';
import { InputError } from '../core/errors.ts';
import type { Inventory } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import { connectionOf } from './connection.ts';
import type { Variables } from './groups.ts';
import { type HostMaking, loadedHost, type ReadHost } from './loaded-host.ts';
import { passwordSealer } from './passwords.ts';
import { distinct } from './problems.ts';
import { type Beside, readInventory } from './read-inventory.ts';
import { createTemplates } from './templates/fill-in.ts';
import type { World } from './templates/world.ts';
import { yamlReader } from './vault/read-yaml.ts';
import { sealedSources } from './vault/sealed-source.ts';
import { createVault, type Vault } from './vault/vault.ts';
import { warningKeeper } from './with-warnings.ts';

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
  /** The lookups that templates may do on this controller: `env`, `file`, `pipe`. Default: none. */
  readonly lookups?: ReadonlySet<string>;
}

/**
 * Reads Ansible inventories, each over those before it, with the `group_vars/` and `host_vars/` beside them. Variables are merged
 * but not checked ({@link validateVars} does that); passwords are sealed, and what is vaulted is held.
 * @throws InputError with everything that is wrong, each with its place.
 */
export async function loadInventory(given: string | readonly string[], options: LoadOptions): Promise<Inventory> {
  const { secrets, vault = createVault([]), env = process.env, lookups = new Set(), playbookDir = '.' } = options;
  const sources = typeof given === 'string' ? [given] : given;
  const { heard, warnings } = warningKeeper();
  const sealed = sealedSources(vault, secrets);
  const readers = { readYaml: heard(yamlReader(vault, secrets)), sealed, heard };
  const { collected, order, hostVars, problems, empty } = await readInventory(sources, readers, options);
  if (problems.length > 0) throw new InputError(distinct(problems));
  if (empty !== undefined) throw new InputError([empty]);
  const members = new Map(order.groups.map((group) => [group, order.membersOf(group)]));
  const read = [...collected.hosts.values()].map(
    (plain): ReadHost => ({ ...plain, groups: order.groupsOf(plain.name), vars: hostVars(plain) }),
  );
  const world: World = {
    hosts: new Map(read.map((host) => [host.name, { ...host, groups: host.groups.filter((name) => name !== 'all') }])),
    groups: new Map(members),
    playbookDirectory: playbookDir,
    lookups,
    env,
    reveal: secrets.reveal,
  };
  const seal = passwordSealer(secrets);
  const around = {
    home: env['HOME'] ?? homedir(),
    defaults: (options.connection ?? []).map(seal),
    ...(options.acceptNewHostKeys === undefined ? {} : { acceptNewHostKeys: options.acceptNewHostKeys }),
  };
  const making: HostMaking = {
    seal,
    connect: (name, vars) => connectionOf(name, vars, around),
    ...(sealed.hasOpened() ? { unseal: sealed.unseal } : {}),
    templates: createTemplates(world),
  };
  return {
    file: sources.join(', '),
    groups: order.groups,
    members,
    childrenOf: order.childrenOf,
    hosts: read.map((host) => loadedHost(host, making)),
    warnings: warnings(),
  };
}
