import { type Capability, capability } from '../../core/capability.ts';
import type { Daemon } from '../../core/daemon.ts';

/** A service as roles want it. */
export interface ServiceSpec {
  /** Its name to the init system: `nginx`. */
  readonly name: string;
  /** Whether it starts at boot, in run levels 2, 3, 4 and 5. */
  readonly enabled: boolean;
  /** Unset = leave it as it is. */
  readonly running?: boolean;
  /** How it takes in changed configuration. */
  readonly onChange?: 'reload' | 'restart';
  readonly daemon?: Daemon;
}

/** A service of the init system. The files that it `uses` are loaded again once they have changed. */
export const service: Capability<ServiceSpec> = capability('service');
