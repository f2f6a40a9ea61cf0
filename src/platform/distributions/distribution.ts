import type { PackageProgram } from '../facts/package-tools.ts';
import type { System } from '../facts/system.ts';
import type { AnyProvider } from '../provider.ts';

/** A distribution, or a family of them, that umctl knows: which hosts it is, and how they do what roles want. */
export interface Distribution {
  /** As it is called in messages: `Debian 12 and 13`. */
  readonly name: string;
  /** Whether a host that says it is this system is of the family; by id and range of versions. */
  readonly covers: (system: System) => boolean;
  /** Systems that it may stand for where umctl knows them by likeness only: an `ID` or `ID_LIKE` that they have, and what has their packages. */
  readonly standsFor?: { readonly ids: readonly string[]; readonly program: PackageProgram };
  /** For each capability, the first that fits a host is the one it has. */
  readonly providers: readonly AnyProvider[];
}
