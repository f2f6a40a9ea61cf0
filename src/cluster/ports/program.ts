import type { Family } from '../../core/address/ip.ts';
import type { Host } from '../../core/host.ts';
import type { Platform } from '../../core/platform.ts';
import type { Resource } from '../../core/resource.ts';
import type { Software } from '../../core/software.ts';
import type { PortNeed } from './port-need.ts';

/** What the two parts of a stack have in common: each is a program that runs on directors. */
export interface Program {
  /** Its name in messages, and the name of its role. */
  readonly id: string;
  /** The families of addresses that it is set up for. */
  readonly families: readonly Family[];
  /** What a director needs installed, by its variables. */
  readonly software: (vars: Host['vars']) => readonly Software[];
  /** What one may need, whatever its variables. */
  readonly everySoftware: readonly Software[];
  /** What hosts have to be able to send each other for it, by a director's variables; default: nothing. */
  readonly ports?: (vars: Host['vars']) => readonly PortNeed[];
  /** Its services to the init system: whatever becomes of their files on a host that leaves, they do not run there. */
  readonly services: readonly string[];
  /** How the names begin by which it logs, where it does not take the facility of `logging`. */
  readonly logsAs?: readonly string[];
  /** Ends it on a host that leaves; what it does for clients, another director does by then or takes over. */
  readonly leave: (platform: Platform) => readonly Resource[];
  /** Where its files are, as patterns of find(1): copies of what umctl wrote there may hold the cluster's secrets. */
  readonly owns: readonly string[];
}
