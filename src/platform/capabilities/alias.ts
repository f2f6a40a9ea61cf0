import { type Capability, capability } from '../../core/capability.ts';
import type { Resource } from '../../core/resource.ts';

/** An address of its own (/32) such as lo:0, now and after every boot. */
export const alias: Capability<{
  readonly device: string;
  readonly label: string;
  readonly address: string;
  /** What is in force before it is brought up, at boot too: kernel settings. */
  readonly after: readonly Resource[];
}> = capability('alias');
