import { quote } from '../core/sh.ts';

/** What the command line named; so that the next command can be told ready to type. */
export interface Invocation {
  readonly command: string;
  readonly inventory: string;
  readonly playbook?: string;
  readonly limit?: string;
  readonly tags?: readonly string[];
  readonly skipTags?: readonly string[];
  /** Of `umctl restore`: the run to take back. */
  readonly run?: string;
  /** Of `umctl drain` and `undrain`: the real server. */
  readonly node?: string;
}

/** Commands that do the same only when they are for the same roles. */
const FOR_ROLES: ReadonlySet<string> = new Set(['plan', 'apply', 'verify']);

/** `umctl apply inventory.yaml --limit n2`, quoted for a shell. */
export const commandLine = (
  command: string,
  { inventory, playbook, limit, tags = [], skipTags = [], run, node }: Omit<Invocation, 'command'>,
): string =>
  [
    'umctl',
    command,
    inventory,
    ...(node === undefined || !command.endsWith('drain') ? [] : [node]),
    ...(playbook === undefined ? [] : ['--playbook', playbook]),
    ...(limit === undefined ? [] : ['--limit', limit]),
    ...(tags.length === 0 || !FOR_ROLES.has(command) ? [] : ['--tags', tags.join(',')]),
    ...(skipTags.length === 0 || !FOR_ROLES.has(command) ? [] : ['--skip-tags', skipTags.join(',')]),
    ...(run === undefined || command !== 'restore' ? [] : ['--run', run]),
  ]
    .map(quote)
    .join(' ');
