/** What Ansible's defaults leave out of a directory of inventories (`inventory_ignore_extensions`). */
const ENDS = [
  ...['.pyc', '.pyo', '.swp', '.bak', '~', '.rpm', '.md', '.txt', '.rst'],
  ...['.orig', '.ini', '.cfg', '.retry'],
];

/** Whether a name in a directory of inventories is left out: hidden files and variables are, too. */
export const isIgnored = (name: string): boolean =>
  /^\.|^(?:host_vars|group_vars|vars_plugins)$/.test(name) || ENDS.some((end) => name.endsWith(end));
