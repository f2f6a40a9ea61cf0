import type { Facts } from '../core/facts.ts';
import type { Platform } from '../core/platform.ts';

/** A distribution that umctl knows: which hosts it is, and the capabilities it is made of. */
export interface Distribution {
  /** `ID` in os-release(5). */
  readonly id: string;
  /** As it is called in messages: `Debian 12 and 13`. */
  readonly name: string;
  /** Range of `VERSION_ID`, as semver(7) has it. */
  readonly versions: string;
  /** What keeps umctl from working with such a host, in a sentence; undefined when nothing does. */
  readonly refuse: (facts: Facts) => string | undefined;
  readonly platform: (facts: Facts) => Platform;
}
