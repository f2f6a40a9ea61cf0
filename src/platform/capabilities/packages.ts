import { type Capability, capability } from '../../core/capability.ts';
import type { Software } from '../../core/software.ts';

/** Software of the distribution: one resource with one field a package, so that one transaction installs them all. */
export const packages: Capability<readonly Software[]> = capability('packages');
