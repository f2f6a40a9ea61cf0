import type { Facts } from './facts.ts';
import type { Host } from './host.ts';
import type { AnyRole } from './role.ts';

/** Roles for a pattern of hosts, and how to go about them. */
export interface Play {
  readonly name: string;
  /** Groups and hosts as Ansible's patterns have them: `directors:real_servers`, `all:!n3`. */
  readonly hosts: string;
  readonly roles: readonly AnyRole[];
  /** How many hosts at a time while the cluster serves; a first set-up does all at once. Default 1. */
  readonly batch?: number | `${number}%`;
  /**
   * `play`: once something was changed, the checks of the play's roles have to pass on all its hosts and across them before
   * the next play begins. Default: only between batches, and of the hosts just changed.
   */
  readonly gate?: 'play';
  /** Whether a host carries the service just now. While one does, hosts go in batches and this one goes last. */
  readonly active?: (host: Host, facts: Facts) => boolean;
}

/** Plays, in order. */
export interface Playbook {
  readonly plays: readonly Play[];
}

export const definePlaybook = (playbook: Playbook): Playbook => playbook;
