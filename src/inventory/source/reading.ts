import type { Collector } from '../groups.ts';
import type { ReadYaml } from '../vault/read-yaml.ts';
import type { Ignoring } from './ignored.ts';

/** How sources are read. */
export interface Reading {
  readonly readYaml: ReadYaml;
  readonly collect: Collector;
  readonly ignoring?: Ignoring;
}
