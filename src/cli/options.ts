import { type Command, InvalidArgumentError } from 'commander';
import type { Allowance } from '../core/role.ts';

/** What every command takes that reads an inventory; Ansible's letters where Ansible has them. */
export interface InventoryOptions {
  readonly inventory?: readonly string[];
  readonly vaultPasswordFile?: readonly string[];
  readonly vaultId?: readonly string[];
  readonly askVaultPass?: boolean;
  readonly extraVars?: readonly string[];
  /** The lookups that templates may do. */
  readonly allowLookup?: readonly string[];
  readonly playbookDir?: string;
  readonly verbose?: number;
}

/** How to log in where the inventory does not say; Ansible's letters where Ansible has them. */
export interface ConnectionOptions {
  readonly user?: string;
  readonly privateKey?: string;
  readonly sshCommonArgs?: string;
  readonly sshExtraArgs?: string;
  readonly connectTimeout?: string;
  readonly become?: boolean;
  readonly becomeMethod?: string;
  readonly becomeUser?: string;
}

/** What every command takes that goes to hosts; Ansible's letters where Ansible has them. */
export interface SharedOptions extends InventoryOptions, ConnectionOptions {
  readonly playbook?: string;
  readonly limit?: string;
  readonly forks?: number;
  readonly tags?: readonly string[];
  readonly skipTags?: readonly string[];
  readonly askPass?: boolean;
  readonly askBecomePass?: boolean;
  readonly acceptNewHostKeys?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
  readonly allowUnknownDistribution?: boolean;
}

const MOST_FORKS = 500;

/** Adds the positional inventory and the options that say how it is read. */
export const withInventoryOptions = (command: Command): Command =>
  command
    .argument('[inventory]', 'Ansible inventory: a file, a directory, a program, or hosts as n1,n2,')
    .option(
      '-i, --inventory <source>',
      'the inventory, as with Ansible; repeatable, later ones override earlier ones',
      oneMore,
    )
    .option('-e, --extra-vars <vars>', 'variables over all others: name=value, JSON, or @file; repeatable', oneMore)
    .option(
      '--allow-lookup <kind>',
      'let templates in the inventory look things up on this controller: env, file or pipe; repeatable',
      lookupKind,
    )
    .option(
      '--playbook-dir <directory>',
      'where group_vars and host_vars of a playbook are (default: where -p is, or here)',
    )
    .option('-J, --ask-vault-pass', 'ask for the ansible-vault password')
    .option('--vault-password-file <file>', 'a file with it, or a program that prints it; repeatable', oneMore)
    .option('--vault-id <label@source>', 'the same for one vault id; the source is a file, or prompt', oneMore)
    .option('-v, --verbose', 'show commands; -vv: what they read on stdin; -vvv: stacks of errors', moreVerbose);

/** Adds the positional inventory and the options that all commands share. */
export const withSharedOptions = (command: Command): Command =>
  withInventoryOptions(command)
    .option('-p, --playbook <file>', "your own playbook, in TypeScript or JavaScript (default: umctl's)")
    .option('-l, --limit <pattern>', 'only these hosts, as n1:n2, all:!n3, web[0:2], ~regex, @file')
    .option('-t, --tags <roles>', 'only these roles, separated by commas', list)
    .option('--skip-tags <roles>', 'all but these roles, separated by commas', list)
    .option(
      '-f, --forks <number>',
      'how many hosts to work on at once, at most (default: what ansible.cfg says, or all)',
      wholeNumber,
    )
    .option('-u, --user <name>', 'log in as this user, where the inventory names none')
    .option('--private-key <file>', 'log in with this key, where the inventory names none')
    .option('--ssh-common-args <args>', 'arguments of ssh, where the inventory has none, as -o ProxyJump=bastion')
    .option('--ssh-extra-args <args>', 'more of them')
    .option('-T, --connect-timeout <seconds>', 'how long a login may take')
    .option('-b, --become', 'become another user (root), unless the inventory says otherwise')
    .option('--become-method <method>', 'by sudo, su or doas (default: sudo)')
    .option('--become-user <name>', 'who to become (default: root)')
    .option('-k, --ask-pass', 'ask for the login password')
    .option('-K, --ask-become-pass', 'ask for the sudo password')
    .option(
      '--allow-unknown-distribution',
      'work on systems that umctl does not know as on those that they are like (ID_LIKE)',
    )
    .option('--accept-new-host-keys', 'trust and remember the keys of hosts that are not in known_hosts')
    .option('--json', 'JSON lines on stdout and nothing else')
    .option('--no-color', 'no colours (as when NO_COLOR is set)');

/** What commands take that show a plan of the whole cluster, or carry it out. */
export interface Allowing {
  readonly allowSilentGateway?: boolean | undefined;
}

/** What the options let pass. */
export const allowedBy = ({
  allowSilentGateway,
  allowUnknownDistribution,
}: Allowing & Pick<SharedOptions, 'allowUnknownDistribution'>): ReadonlySet<Allowance> =>
  new Set([
    ...(allowSilentGateway === true ? (['silent gateway'] as const) : []),
    ...(allowUnknownDistribution === true ? (['unknown distribution'] as const) : []),
  ]);

/** Adds the options that let pass what is refused otherwise. */
export const withAllowances = (command: Command): Command =>
  command.option(
    '--allow-silent-gateway',
    'accept a gateway that answers neither ARP, NDP nor ping, and ping nodes that do not',
  );

/** What commands take that change hosts. */
export interface ChangingOptions extends SharedOptions {
  readonly yes?: boolean;
  readonly lockWait?: number;
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
}

const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** `30`, `30s`, `2m` or `1h`, in seconds. */
export function timeSpan(value: string): number {
  const [, number = '', unit = ''] = /^(\d{1,5})([smh]?)$/.exec(value) ?? [];
  if (number === '') throw new InvalidArgumentError('Expected a time such as 30s, 2m or 1h.');
  return Number(number) * (SECONDS[unit] ?? 1);
}

/** Whether a command is only to show what it would do. */
export const onlyShows = ({ check, dryRun }: Pick<ChangingOptions, 'check' | 'dryRun'>): boolean =>
  check === true || dryRun === true;

/** Adds the options by which a command only shows what it would do. */
export const withCheckOptions = (command: Command): Command =>
  command
    .option('-C, --check', 'show what it would do; changes nothing, does not ask')
    .option('--dry-run', 'the same as --check');

/** Adds the options of commands whose plan is shown. */
export const withPlanOptions = (command: Command): Command =>
  withChangingOptions(command)
    .option('-D, --diff', 'show content diffs (the default unless --yes is given)')
    .option('--no-diff', 'only count the lines that differ');

/** Adds the options of commands that change hosts. */
export const withChangingOptions = (command: Command): Command =>
  withCheckOptions(withSharedOptions(command))
    .option('-y, --yes', 'do not ask')
    .option(
      '--lock-wait <time>',
      'wait this long for another run to end, as 30s or 2m (default: do not wait)',
      timeSpan,
    );

/** Counts how often `-v` was given. */
export const moreVerbose = (_: string, level = 0): number => level + 1;

function lookupKind(value: string, before: readonly string[] = []): readonly string[] {
  if (!['env', 'file', 'pipe'].includes(value)) throw new InvalidArgumentError('Expected env, file or pipe.');
  return [...before, value];
}

const oneMore = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

const list = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
];

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > MOST_FORKS)
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${MOST_FORKS}.`);
  return number;
}
