import { type Capability, capability } from '../../core/capability.ts';
import type { Resource } from '../../core/resource.ts';

/** Addresses of their own (/32, /128) on a device such as lo, now and after every boot. */
export const alias: Capability<{
  readonly device: string;
  /** Of those of IPv4: `lo:0`. */
  readonly label: string;
  /** In their order; one that comes or goes leaves the others as they are. */
  readonly addresses: readonly string[];
  /** What is in force before they are brought up, at boot too: kernel settings. */
  readonly after: readonly Resource[];
}> = capability('alias');
