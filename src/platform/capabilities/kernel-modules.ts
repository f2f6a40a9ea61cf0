import { type Capability, capability } from '../../core/capability.ts';

/** Kernel modules of these names, loaded now and at every boot. */
export const kernelModules: Capability<readonly string[]> = capability('kernel modules');
