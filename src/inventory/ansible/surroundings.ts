import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { InputError, type Position, type Problem } from '../../core/errors.ts';
import { asBoolean } from '../boolean.ts';
import type { Variables } from '../groups.ts';
import { notUtf8 } from '../not-utf8.ts';
import { reason } from '../read-text.ts';
import type { SourceRules } from '../source/rules.ts';
import { parseConfig } from './config-parser.ts';
import { listOf, type Sections, type Setting, settingsIn } from './config-values.ts';
import { type ConnectionWords, connectionDefaults, notWhole } from './connection-defaults.ts';
import { findConfig } from './find-config.ts';
import { notFollowed } from './not-followed.ts';
import { type AnsibleOption, OPTIONS } from './options.ts';
import { expandPath, type PathSurroundings } from './paths.ts';
import { unquoted } from './quoting.ts';
import { sourceRules } from './source-rules.ts';

/** What ansible.cfg, the environment and the command line say beside an inventory. */
export interface Surroundings {
  /** What counts for a connection where a host says nothing, the first before the next. */
  readonly connection: readonly Variables[];
  /** Inventories, where the command line names none. */
  readonly inventory: readonly string[];
  readonly forks?: number;
  readonly hashBehaviour: 'replace' | 'merge';
  readonly rules: SourceRules;
  /** Stands for the directory of a playbook, where none is given. */
  readonly playbookDir?: string;
  readonly asks: { readonly pass: boolean; readonly becomePass: boolean; readonly vaultPass: boolean };
  /** `LABEL@SOURCE` of vault passwords that come before those of the command line. */
  readonly vaultIds: readonly string[];
  readonly vaultPasswordFile?: string;
  /** Where inventories and vault passwords stand that the configuration names. */
  readonly places: ReadonlyMap<string, Position>;
  readonly warnings: readonly string[];
}

/** @throws InputError for a file that cannot be read, and for what umctl would read otherwise than Ansible */
export async function readSurroundings(words: ConnectionWords, around: PathSurroundings): Promise<Surroundings> {
  const { env } = around;
  const { file, warnings } = await findConfig(around, env);
  const sections = file === undefined ? new Map() : await sectionsOf(file, shownPath(file, around.directory));
  const settings = settingsIn(env, sections);
  const problems: Problem[] = [];
  const refuse = ({ at }: Setting, message: string): undefined => {
    problems.push({ at, message });
    return undefined;
  };
  const base = (from: Setting['from'] | 'option'): string =>
    from === 'file' && file !== undefined ? dirname(file) : around.directory;
  const whole = (path: string, from: Setting['from'] | 'option'): string =>
    expandPath(path.replaceAll('{{CWD}}', around.directory), around, base(from));
  const one = <T>(option: AnsibleOption, read: (setting: Setting) => T | undefined): T | undefined => {
    const setting = settings.any(option);
    return setting === undefined ? undefined : read(setting);
  };
  const yes = (name: string, option: AnsibleOption): boolean =>
    one(option, (setting) =>
      setting.value === '' ? false : (asBoolean(setting.value) ?? refuse(setting, `${name}: expected yes or no`)),
    ) ?? false;
  const places = new Map<string, Position>();
  const placed = <T extends string | readonly string[] | undefined>(found: T, { at }: Setting): T => {
    for (const one of [found ?? []].flat()) places.set(String(one), at);
    return found;
  };
  const path = ({ value, from }: Setting): string | undefined => (value === '' ? undefined : whole(value, from));
  const forks = one(OPTIONS.forks, (setting) =>
    /^\s*[1-9]\d*\s*$/.test(setting.value)
      ? Number(setting.value)
      : setting.value === ''
        ? undefined
        : refuse(setting, `forks: found ${JSON.stringify(setting.value)}, expected a whole number`),
  );
  const playbookDir = one(OPTIONS.playbookDir, path);
  // That of the environment is the vault's own to read.
  const vaultPasswordFile = one(OPTIONS.vaultPasswordFile, (setting) =>
    setting.from === 'environment' ? void placed(setting.value, setting) : placed(path(setting), setting),
  );
  const hashBehaviour = one(OPTIONS.hashBehaviour, (setting) => {
    const value = unquoted(setting.value);
    if (value === 'merge' || value === 'replace') return value;
    return refuse(setting, `hash_behaviour: found ${JSON.stringify(value)}, expected replace or merge`);
  });
  one(OPTIONS.precedence, (setting) => {
    if (listOf(setting.value).join() !== PRECEDENCE.join()) refuse(setting, OWN_PRECEDENCE);
  });
  const otherPlugins = one(OPTIONS.varsPlugins, (setting) => {
    const names = listOf(setting.value);
    const others = names.filter((name) => !/^(?:ansible\.builtin\.)?host_group_vars$/.test(name));
    return others.length === names.length ? refuse(setting, NO_GROUP_VARS) : others.map(withoutPlugin);
  });
  const rules = sourceRules(settings, refuse);
  for (const [setting, message] of notWhole(settings)) refuse(setting, message);
  const surroundings: Surroundings = {
    connection: connectionDefaults(words, settings, whole),
    inventory:
      one(OPTIONS.inventory, (setting) =>
        placed(
          listOfPaths(setting.value).map((source) => whole(source, setting.from)),
          setting,
        ),
      ) ?? [],
    places,
    hashBehaviour: hashBehaviour ?? 'replace',
    rules,
    asks: {
      pass: yes('ask_pass', OPTIONS.askPass),
      becomePass: yes('become_ask_pass', OPTIONS.askBecomePass),
      vaultPass: yes('ask_vault_pass', OPTIONS.askVaultPass),
    },
    vaultIds:
      one(OPTIONS.vaultIdentityList, (setting) => placed(setting.value === '' ? [] : listOf(setting.value), setting)) ??
      [],
    ...(forks === undefined ? {} : { forks }),
    ...(playbookDir === undefined ? {} : { playbookDir }),
    ...(vaultPasswordFile === undefined ? {} : { vaultPasswordFile }),
    warnings: [...warnings, ...(otherPlugins ?? []), ...notFollowed(sections, env)],
  };
  if (problems.length > 0) throw new InputError(problems);
  return surroundings;
}

const listOfPaths = (value: string): readonly string[] =>
  value
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== '');

const PRECEDENCE = [
  ...['all_inventory', 'groups_inventory', 'all_plugins_inventory', 'all_plugins_play'],
  ...['groups_plugins_inventory', 'groups_plugins_play'],
];
const OWN_PRECEDENCE =
  "precedence: umctl merges variables by Ansible's own order only; delete this, and see the difference with `umctl inventory --list`";
const withoutPlugin = (name: string): string =>
  `umctl does not run the variables plugin ${name} (vars_plugins_enabled): what it would bring is missing`;
const NO_GROUP_VARS =
  'vars_plugins_enabled leaves out host_group_vars, and umctl reads group_vars and host_vars always; add host_group_vars';

/** Short where it is below the working directory. */
const shownPath = (file: string, directory: string): string =>
  file.startsWith(`${directory}/`) ? relative(directory, file) : file;

async function sectionsOf(file: string, shown: string): Promise<Sections> {
  if (!/\.(?:cfg|ini)$/.test(file))
    throw new InputError([{ message: `${file}: Ansible reads configuration files that end with .cfg or .ini only` }]);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new InputError([{ message: `${file}: ${reason(error)}` }]);
  });
  const config = parseConfig(shown, decode(shown, bytes));
  if ('problem' in config) throw new InputError([config.problem]);
  return config.sections;
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError([notUtf8(file, bytes)]);
  }
}
