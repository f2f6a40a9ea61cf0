import type { Collector } from '../groups.ts';
import type { ReadYaml } from '../vault/read-yaml.ts';
import type { SourceRules } from './rules.ts';

/** How sources are read. */
export interface Reading {
  readonly readYaml: ReadYaml;
  readonly collect: Collector;
  readonly rules: SourceRules;
  /** Gets the texts of files: a pipe can be read only once. */
  readonly keep?: (file: string, text: string) => void;
}
