import type { Collector } from '../groups.ts';
import type { ReadYaml } from '../vault/read-yaml.ts';
import type { SealedSources } from '../vault/sealed-source.ts';
import type { Texts } from '../yaml/texts.ts';
import type { SourceRules } from './rules.ts';

/** What reads the text of sources. */
export interface Readers {
  readonly readYaml: ReadYaml;
  /** Opens sources that are vaulted as a whole; unset = they are refused. */
  readonly sealed?: SealedSources;
  /** Keeps what a reader of YAML warns of. */
  readonly heard: (readYaml: ReadYaml) => ReadYaml;
}

/** How sources are read. */
export interface Reading extends Readers {
  readonly collect: Collector;
  readonly rules: SourceRules;
  /** What becomes of texts in INI; unset = they are as they are. */
  readonly texts?: Texts;
  /** Gets the texts of files: a pipe can be read only once. */
  readonly keep?: (file: string, text: string) => void;
}
