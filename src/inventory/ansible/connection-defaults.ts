import type { Position } from '../../core/errors.ts';
import type { Variables } from '../groups.ts';
import type { WrittenEntry } from '../yaml/written.ts';
import type { Setting, Settings } from './config-values.ts';
import { CONNECTION_OPTIONS } from './options.ts';
import { unquoted } from './quoting.ts';

/** What of Ansible's options say how to reach a host. */
export interface ConnectionWords {
  readonly user?: string;
  readonly privateKey?: string;
  readonly sshCommonArgs?: string;
  readonly sshExtraArgs?: string;
  readonly connectTimeout?: string;
  readonly become?: boolean;
  readonly becomeMethod?: string;
  readonly becomeUser?: string;
}

/** Settings that Ansible takes for whole numbers, and stops at where they are none, whoever they are for. */
export const notWhole = (settings: Settings): readonly (readonly [Setting, string])[] =>
  ['ansible_timeout', 'ansible_port'].flatMap((variable) => {
    const option = CONNECTION_OPTIONS[variable];
    const setting = option === undefined ? undefined : settings.any(option);
    if (option === undefined || setting === undefined || /^\s*(?:[-+]?\d+(?:_\d+)*\s*)?$/.test(setting.value))
      return [];
    const name = option.ini[0]?.[1] ?? variable;
    return [[setting, `${name}: found ${JSON.stringify(setting.value)}, expected a whole number`] as const];
  });

type Absolute = (path: string, from: Setting['from'] | 'option') => string;

/** What counts where a host's own variables say nothing: options before the environment before ansible.cfg, as for Ansible. */
export function connectionDefaults(
  words: ConnectionWords,
  settings: Settings,
  absolute: Absolute,
): readonly Variables[] {
  const layer = (source: 'environment' | 'file'): Variables =>
    new Map(
      Object.entries(CONNECTION_OPTIONS).flatMap(([variable, option]) => {
        const setting = settings[source](option);
        // One that is left empty in the environment hides that of the file, and says nothing itself.
        const isHidden = source === 'file' && settings.environment(option) !== undefined;
        if (setting === undefined || isHidden) return [];
        const { value, at, from } = setting;
        return [
          [
            variable,
            entry(
              at,
              typed(variable, value, (path) => absolute(path, from)),
            ),
          ] as const,
        ];
      }),
    );
  return [fromWords(words, (path) => absolute(path, 'option')), layer('environment'), layer('file')];
}

/** Whole numbers and passwords that are left empty say nothing; a key's path is whole before it is anything else. */
function typed(variable: string, value: string, absolute: (path: string) => string): string | null {
  if (variable.endsWith('private_key_file')) return value === '' ? null : absolute(value);
  if (/(?:timeout|port|pass|password)$/.test(variable)) return value === '' ? null : value;
  return unquoted(value);
}

function fromWords(words: ConnectionWords, absolute: (path: string) => string): Variables {
  const given: readonly (readonly [variable: string, option: string, value: string | boolean | undefined])[] = [
    ['ansible_user', '--user', words.user],
    ['ansible_private_key_file', '--private-key', words.privateKey && absolute(words.privateKey)],
    ['ansible_ssh_common_args', '--ssh-common-args', words.sshCommonArgs],
    ['ansible_ssh_extra_args', '--ssh-extra-args', words.sshExtraArgs],
    ['ansible_ssh_timeout', '--connect-timeout', words.connectTimeout],
    ['ansible_become', '--become', words.become],
    ['ansible_become_method', '--become-method', words.becomeMethod],
    ['ansible_become_user', '--become-user', words.becomeUser],
  ];
  return new Map(
    given.flatMap(([variable, option, value]) =>
      value === undefined ? [] : [[variable, entry({ file: option, line: 1, column: 1 }, value)] as const],
    ),
  );
}

const entry = (at: Position, value: unknown): WrittenEntry => ({ key: at, content: { at, value } });
