import type { Output } from '../core/connection.ts';
import { defineResource } from '../core/resource.ts';
import type { Sh } from '../core/sh.ts';

/** How a distribution asks for packages and installs them; see src/platform/packages. */
export interface PackageTool {
  /** Prints the names of those that are installed whole, one a line. */
  readonly probe: (names: readonly string[]) => Sh;
  /** Installs what is missing of them in one transaction, and fails unless all are there afterwards. */
  readonly install: (names: readonly string[]) => Sh;
}

interface Params {
  readonly names: readonly string[];
  readonly tool: PackageTool;
}

/** By the names of the packages: `installed` or not. */
type State = Readonly<Record<string, string>>;

/** Packages of the distribution: one field each, so that one transaction brings them all. */
export const packages = defineResource<Params, State>({
  type: 'packages',
  name: ({ names }) =>
    names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`,
  want: ({ names }) => Object.fromEntries(names.map((name) => [name, 'installed'])),
  probe: ({ names, tool }) => tool.probe(names),
  parse: ({ stdout }: Output, { names }) => {
    const installed = new Set(stdout.split('\n'));
    return Object.fromEntries(names.map((name) => [name, installed.has(name) ? 'installed' : 'not installed']));
  },
  apply: ({ names, tool }) => ({ run: tool.install(names), withinSeconds: 1800 }),
});
