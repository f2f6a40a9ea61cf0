import type { Problem } from '../../core/errors.ts';
import type { Groups } from '../groups.ts';

/** What Ansible's configuration says of sources. */
export interface SourceRules {
  /** Whether a name in a directory of inventories is left out. */
  readonly isIgnored: (name: string) => boolean;
  /** The inventory plugins that are enabled, in the order in which Ansible tries them. */
  readonly plugins: readonly string[];
  /** Whether Ansible puts underscores into names of groups that are no names of variables. */
  readonly renamesGroups: boolean;
}

/** What Ansible's defaults leave out of a directory of inventories (`inventory_ignore_extensions`). */
export const IGNORED_ENDS: readonly string[] = [
  ...['.pyc', '.pyo', '.swp', '.bak', '~', '.rpm', '.md', '.txt', '.rst'],
  ...['.orig', '.ini', '.cfg', '.retry'],
];

/** Hidden files and variables are always left out. */
const isNeverOne = (name: string): boolean => /^\.|^(?:host_vars|group_vars|vars_plugins)$/.test(name);

export const ignoring =
  (ends: readonly string[], patterns: readonly RegExp[] = []): SourceRules['isIgnored'] =>
  (name) =>
    isNeverOne(name) || ends.some((end) => name.endsWith(end)) || patterns.some((pattern) => pattern.test(name));

export const DEFAULT_RULES: SourceRules = {
  isIgnored: ignoring(IGNORED_ENDS),
  plugins: ['host_list', 'script', 'auto', 'yaml', 'ini', 'toml'],
  renamesGroups: false,
};

/** Groups whose names Ansible would change. */
export const renamed = ({ groups }: Pick<Groups, 'groups'>, { renamesGroups }: SourceRules): readonly Problem[] =>
  renamesGroups
    ? [...groups.values()].flatMap(({ name, at }) => {
        const other = name.replace(/^[^\p{L}_]|[^\p{L}\p{N}_]/gu, '_');
        return other === name ? [] : [{ at, message: RENAMED(other) }];
      })
    : [];

const RENAMED = (other: string): string =>
  `force_valid_group_names of Ansible's configuration makes "${other}" of this group's name; write that, here and wherever the group is named`;

/** Whether an inventory plugin is enabled. */
export const enables = ({ plugins }: SourceRules, name: string): boolean => plugins.includes(name);

/** Says that the plugin which reads a source is not. */
export const off = (plugin: string): string =>
  `enable_plugins of Ansible's configuration leaves out ${plugin}, which reads this source; add it there: enable_plugins = host_list, script, auto, yaml, ini`;
