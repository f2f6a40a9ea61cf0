/** What Ansible's defaults leave out of a directory of inventories (`inventory_ignore_extensions`). */
const ENDS = [
  ...['.pyc', '.pyo', '.swp', '.bak', '~', '.rpm', '.md', '.txt', '.rst'],
  ...['.orig', '.ini', '.cfg', '.retry'],
];

/** What of a directory is left out, beside hidden files and variables. */
export interface Ignoring {
  /** Ends of names; default: Ansible's. */
  readonly extensions?: readonly string[];
  /** Found anywhere in a name. */
  readonly patterns?: readonly RegExp[];
}

export const isIgnored = (name: string, { extensions = ENDS, patterns = [] }: Ignoring = {}): boolean =>
  /^\.|^(?:host_vars|group_vars|vars_plugins)$/.test(name) ||
  extensions.some((end) => name.endsWith(end)) ||
  patterns.some((pattern) => pattern.test(name));
