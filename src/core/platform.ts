import type { Family } from './address/ip.ts';
import type { Capability } from './capability.ts';
import type { Relations, Resource } from './resource.ts';

/** What a host can do, in the way that is its own. Made by src/platform only. */
export interface Platform {
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly name: string;
  /** What whoever works on the host is to be told of that. */
  readonly remark?: string;
  /**
   * What brings it about on this host; nothing where it has no way to do something optional.
   * @throws HostError where it has no way to do something else
   */
  readonly want: <Spec>(
    capability: Capability<Spec>,
    spec: NoInfer<Spec>,
    relations?: Relations,
  ) => readonly Resource[];
  /**
   * What roles have to know of how this host does it.
   * @throws HostError where it has no way to do it
   */
  readonly ask: <Answer>(capability: Capability<never, Answer>) => Answer;
  /** Why it has no way to do it; undefined where it has one. */
  readonly why: (capability: Capability<never>) => string | undefined;
  /** The families of addresses that it can do it for. */
  readonly families: (capability: Capability<never>) => readonly Family[];
  /** Whether a file makes the host's own network: its old state may be one in which nobody reaches the host. */
  readonly makesNetwork: (path: string) => boolean;
  /** Whether a file of umctl's own makes the host's default route, which stays when the host leaves the cluster. */
  readonly makesRoute: (path: string) => boolean;
}
