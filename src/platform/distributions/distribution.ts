import type { Facts } from '../../core/facts.ts';
import type { Platform } from '../../core/platform.ts';
import type { System } from '../facts/system.ts';

/** A distribution, or a family of them, that umctl knows: which hosts it is, and the capabilities it is made of. */
export interface Distribution {
  /** As it is called in messages: `Debian 12 and 13`. */
  readonly name: string;
  /** Whether a host that says it is this system is of the family; by id and range of versions. */
  readonly covers: (system: System) => boolean;
  /** What keeps umctl from working with such a host, and what would be needed, in a sentence; else undefined. */
  readonly refuse: (facts: Facts) => string | undefined;
  readonly platform: (facts: Facts) => Platform;
}
