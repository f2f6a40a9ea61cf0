import type { Check } from './check.ts';
import type { Domain } from './domain.ts';
import type { Facts } from './facts.ts';
import type { Hook, Place } from './hook.ts';
import type { Host } from './host.ts';
import type { AnyRole } from './role.ts';

/** Roles for a pattern of hosts, and how to go about them. */
export interface Play {
  readonly name: string;
  /** Groups and hosts as Ansible's patterns have them: `directors:real_servers`, `all:!n3`. */
  readonly hosts: string;
  readonly roles: readonly AnyRole[];
  /** How many hosts at a time while the cluster serves; a first set-up does all at once. Default 1; without `active`, all. */
  readonly batch?: number | `${number}%`;
  /** Whether a host carries the service just now. While one does, hosts go in batches and this one goes last. */
  readonly active?: (host: Host, facts: Facts) => boolean;
  /** The order of the hosts that have something to do, while the cluster serves. Default: active ones last. */
  readonly order?: (places: readonly Place[]) => readonly Place[];
  /** What is done around each host's change while the cluster serves (without `active`: always); `after` in the other order. */
  readonly around?: readonly Hook[];
  /**
   * Which of a batch's checks have to pass before anything else is begun; default: all that are to hold by then. `play`:
   * moreover, once something was changed, those of the play's roles on all its hosts and across them before the next play.
   */
  readonly gate?: 'play' | ((checks: readonly Check[]) => readonly Check[]);
}

/** Plays, in order. */
export interface Playbook {
  readonly plays: readonly Play[];
  /** What the plays are about. */
  readonly domain?: Domain;
}
