import type { System } from '../facts/system.ts';
import type { AnyProvider } from '../provider.ts';

/** A distribution, or a family of them, that umctl knows: which hosts it is, and how they do what roles want. */
export interface Distribution {
  /** As it is called in messages: `Debian 12 and 13`. */
  readonly name: string;
  /** Whether a host that says it is this system is of the family; by id and range of versions. */
  readonly covers: (system: System) => boolean;
  /** For each capability, the first that fits a host is the one it has. */
  readonly providers: readonly AnyProvider[];
}
