import { pythonRegex } from '../python/regex.ts';
import { DEFAULT_RULES, IGNORED_ENDS, ignoring, type SourceRules } from '../source/rules.ts';
import { listOf, type Setting, type Settings } from './config-values.ts';
import { OPTIONS } from './options.ts';
import { unquoted } from './quoting.ts';

type Refuse = (setting: Setting, message: string) => undefined;

/** What the environment and ansible.cfg say of sources of inventories. */
export function sourceRules(settings: Settings, refuse: Refuse): SourceRules {
  const list = (option: Parameters<Settings['any']>[0]): readonly string[] | undefined => {
    const setting = settings.any(option);
    return setting === undefined ? undefined : listOf(setting.value);
  };
  const yamlEnds = settings.any(OPTIONS.yamlEnds);
  if (yamlEnds !== undefined && listOf(yamlEnds.value).toSorted().join() !== YAML_ENDS) refuse(yamlEnds, OWN_ENDS);
  const names = settings.any(OPTIONS.ignoredNames);
  return {
    isIgnored: ignoring(
      list(OPTIONS.ignoredEnds) ?? IGNORED_ENDS,
      names === undefined ? [] : listOf(names.value).flatMap((pattern) => regexOf(pattern, names, refuse)),
    ),
    plugins:
      list(OPTIONS.plugins)?.map((name) => name.replace(/^ansible\.(?:builtin|legacy)\./, '')) ?? DEFAULT_RULES.plugins,
    renamesGroups: ['always', 'silently'].includes(unquoted(settings.any(OPTIONS.validGroupNames)?.value ?? '')),
  };
}

function regexOf(pattern: string, setting: Setting, refuse: Refuse): readonly RegExp[] {
  const read = pythonRegex(pattern);
  if (!('wrong' in read)) return [new RegExp(read.source, read.flags)];
  refuse(setting, `inventory_ignore_patterns: ${JSON.stringify(pattern)}: ${read.wrong}`);
  return [];
}

const YAML_ENDS = '.json,.yaml,.yml';
const OWN_ENDS =
  'yaml_valid_extensions: umctl reads YAML from names that end in .yml, .yaml and .json; delete this, and rename other files';
