import { type Capability, capability } from '../../core/capability.ts';

/** Has daemons of the distribution forget what files told them that umctl had made, and that are gone; given their paths. */
export const forgottenFiles: Capability<readonly string[]> = capability('forgotten files', { optional: true });
