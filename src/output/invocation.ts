import { quote } from '../core/sh.ts';

/** What the command line named; so that the next command can be told ready to type. */
export interface Invocation {
  readonly command: string;
  readonly inventory: string;
  /** Further sources of the inventory, which override it. */
  readonly moreInventories?: readonly string[];
  readonly playbook?: string;
  readonly limit?: string;
  readonly tags?: readonly string[];
  readonly skipTags?: readonly string[];
  /** Of `umctl plan` and `apply`: the options that let pass what is refused otherwise. */
  readonly allows?: readonly string[];
  /** Of `umctl restore`: the run to take back. */
  readonly run?: string;
  /** Of `umctl drain` and `undrain`: the real server. */
  readonly node?: string;
  /** Of `umctl switchover`: who is to serve. */
  readonly to?: string;
  /** Of `umctl drill`: its own options, as they were typed. */
  readonly drill?: readonly string[];
  /** Of `umctl apply`: the saved plan, which has a playbook, a limit and tags of its own. */
  readonly plan?: string;
  /** Options that say how to log in and which variables count. */
  readonly access?: readonly string[];
}

/** Commands that do the same only when they are for the same roles. */
const FOR_ROLES: ReadonlySet<string> = new Set(['plan', 'apply', 'verify']);

/** `umctl apply inventory.yaml --limit n2`, quoted for a shell. */
export const commandLine = (command: string, typed: Omit<Invocation, 'command'>): string => {
  const { plan, access = [] } = typed;
  const words = plan !== undefined && command === 'apply' ? ['--plan', plan] : selected(command, typed);
  return ['umctl', command, ...inventoryWords(typed), ...words, ...access].map(quote).join(' ');
};

/** By position where it is one; several as Ansible takes them. */
const inventoryWords = ({ inventory, moreInventories = [] }: Omit<Invocation, 'command'>): readonly string[] =>
  moreInventories.length === 0 ? [inventory] : [inventory, ...moreInventories].flatMap((source) => ['-i', source]);

const selected = (
  command: string,
  { playbook, limit, tags = [], skipTags = [], allows = [], run, node, to, drill = [] }: Omit<Invocation, 'command'>,
): readonly string[] => [
  ...(node === undefined || !command.endsWith('drain') ? [] : [node]),
  ...(playbook === undefined ? [] : ['--playbook', playbook]),
  ...(limit === undefined ? [] : ['--limit', limit]),
  ...(tags.length === 0 || !FOR_ROLES.has(command) ? [] : ['--tags', tags.join(',')]),
  ...(skipTags.length === 0 || !FOR_ROLES.has(command) ? [] : ['--skip-tags', skipTags.join(',')]),
  ...(command === 'plan' || command === 'apply' ? allows : []),
  ...(run === undefined || command !== 'restore' ? [] : ['--run', run]),
  ...(command === 'drill' ? drill : []),
  ...(to === undefined || command !== 'switchover' ? [] : ['--to', to]),
];
