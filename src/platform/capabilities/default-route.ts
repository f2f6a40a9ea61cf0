import { type Capability, capability } from '../../core/capability.ts';

/** The default route, now and after every boot. */
export const defaultRoute: Capability<{ readonly gateway: string; readonly device: string }> =
  capability('default route');
