import type { Position } from '../../core/errors.ts';
import type { ConfigValue } from './config-parser.ts';
import type { AnsibleOption } from './options.ts';
import { unquoted } from './quoting.ts';

/** What a setting is, and what said so. */
export interface Setting {
  readonly value: string;
  readonly at: Position;
  /** Of a value of the environment: the directory that paths in it are relative to is the working directory. */
  readonly from: 'environment' | 'file';
}

/** Looks settings up where they may stand. */
export interface Settings {
  readonly environment: (option: AnsibleOption) => Setting | undefined;
  readonly file: (option: AnsibleOption) => Setting | undefined;
  /** The environment before the file. */
  readonly any: (option: AnsibleOption) => Setting | undefined;
}

export type Sections = ReadonlyMap<string, ReadonlyMap<string, ConfigValue>>;

export function settingsIn(env: Readonly<Record<string, string | undefined>>, sections: Sections): Settings {
  const environment = (option: AnsibleOption): Setting | undefined => {
    const name = option.env.filter((one) => env[one] !== undefined).at(-1);
    if (name === undefined) return undefined;
    return { value: env[name] ?? '', at: { file: `$${name}`, line: 1, column: 1 }, from: 'environment' };
  };
  const file = (option: AnsibleOption): Setting | undefined => {
    const found = option.ini.flatMap(([section, key]) => sections.get(section)?.get(key) ?? []).at(-1);
    return found === undefined ? undefined : { value: found.value, at: found.at, from: 'file' };
  };
  return { environment, file, any: (option) => environment(option) ?? file(option) };
}

/** A list as Ansible splits it. */
export const listOf = (text: string): readonly string[] => text.split(',').map((part) => unquoted(part.trim()));
