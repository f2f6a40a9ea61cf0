import type { Position, Problem } from './errors.ts';

/** How to reach a host and who to be there; from the inventory's `ansible_*` variables. Unset = as `ssh` would. */
export interface ConnectionSettings {
  /** Name or address to connect to (`ansible_host`; default: the host's name), before ~/.ssh/config is asked. */
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly privateKeyFile?: string;
  /** Tokens of secrets; see core/secrets.ts. */
  readonly password?: string;
  readonly become?: Become;
  /** `-o Key=value` options of `ansible_ssh_common_args` and its like, as `ssh` takes them; of some keywords several values count. */
  readonly sshOptions: Readonly<Record<string, string | readonly string[]>>;
  /** The OpenSSH client that tells its configuration; unset = `ssh`. */
  readonly sshExecutable?: string;
}

/** Keywords and values, of which some keywords have several. */
export const optionsOf = (sshOptions: ConnectionSettings['sshOptions']): readonly (readonly [string, string])[] =>
  Object.entries(sshOptions).flatMap(([key, values]) => [values].flat().map((value) => [key, value] as const));

/** Who to be on a host after the login, and how to become that. */
export interface Become {
  readonly user: string;
  /** The token of a secret. */
  readonly password?: string;
  /** Unset = sudo. */
  readonly method?: 'sudo' | 'su' | 'doas';
  /** The program, and what comes first of its arguments; unset = the method's own name. */
  readonly exe?: readonly string[];
  /** Options in place of those that umctl gives by itself. */
  readonly flags?: readonly string[];
}

/** A host of the inventory. */
export interface Host {
  readonly name: string;
  /** The groups it belongs to, parents and `all` included. */
  readonly groups: readonly string[];
  /** Its variables, merged by Ansible's precedence. */
  readonly vars: Readonly<Record<string, unknown>>;
  readonly connection: ConnectionSettings;
  /** Where the variable at `path` (its value, or its key) stands, or the nearest thing around it that was written. */
  readonly at: (path: readonly PropertyKey[], part?: 'value' | 'key') => Position;
  /** What is wrong with how it is reached: told only where a play is for it. */
  readonly problems?: readonly Problem[];
  /**
   * The host with its templates filled in, in these variables and in those that say how it is reached; unset = it has none.
   * They may ask for variables of other hosts, and are left alone where nobody needs them.
   */
  readonly settle?: (variables: ReadonlySet<string>) => Host;
  /** The host as the inventory has it, where this one has its templates filled in. */
  readonly unsettled?: Host;
  /** Puts in the values behind tokens, where an inventory that was vaulted as a whole has them; unset = there is none. */
  readonly unseal?: (text: string) => string;
  /** Paths in `vars` of what a template made: a text of it may be meant as a number, as Ansible's modules take it. */
  readonly made?: readonly (readonly PropertyKey[])[];
}

/** An inventory, read and merged; its variables are not yet checked. */
export interface Inventory {
  /** Where it came from, for messages. */
  readonly file: string;
  /** Names of all groups, empty ones included, in the order in which the inventory mentions them. */
  readonly groups: readonly string[];
  /** Names of each group's hosts, those of its children included, in the order that Ansible gives them. Unset: as in `hosts`. */
  readonly members?: ReadonlyMap<string, readonly string[]>;
  /** The groups that stand directly in a group, in the order of the inventory. Unset: none does. */
  readonly childrenOf?: (group: string) => readonly string[];
  /** In the order in which the inventory mentions them. */
  readonly hosts: readonly Host[];
  /** This controller under such a name, where the inventory does not have it; unset = patterns do not mean it. */
  readonly implicitLocalhost?: (name: string) => Host;
  /** What is read as Ansible reads it, but hardly meant. */
  readonly warnings?: readonly Problem[];
}
