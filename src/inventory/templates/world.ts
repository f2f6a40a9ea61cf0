import type { Position } from '../../core/errors.ts';
import type { Variables } from '../groups.ts';
import type { Mapping } from '../jinja/value.ts';

/** A host as its templates can ask for it. */
export interface TemplateHost {
  readonly name: string;
  readonly vars: Variables;
  /** Without `all`. */
  readonly groups: readonly string[];
  /** Where it is named first. */
  readonly at: Position;
}

/** All that templates in an inventory can reach. */
export interface World {
  readonly hosts: ReadonlyMap<string, TemplateHost>;
  /** Names of each group's hosts, in Ansible's order. */
  readonly groups: Mapping;
  /** Where the playbook is; without one, the working directory. */
  readonly playbookDirectory: string;
  /** Which lookups the user allows. */
  readonly lookups: ReadonlySet<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is in a text with tokens of secrets in it. */
  readonly reveal: (text: string) => string;
}
