import type { Host } from '../../core/host.ts';
import type { Sh } from '../../core/sh.ts';
import type { Limits } from '../drill/limits.ts';
import type { DrillNode } from '../drill/node.ts';

/** Which host a fault strikes, and what it has to know of it. */
export interface Target {
  readonly node: DrillNode;
  /** The port of the service that the load asks. */
  readonly port: number;
  /** For how long a link is cut, in seconds. */
  readonly cutSeconds: number;
  /** Where directors share the virtual addresses: the first of those that it is active for, and the drill is about. */
  readonly address?: string;
}

/** How long the parts of a stack take to notice that something died, in seconds, as the inventory sets them. */
export interface Timings {
  /** Until a dead director is taken for dead, and another takes over. */
  readonly deadtime: number;
  /** For how long a dead real server may be sent clients: until its next check, and until that has failed. */
  readonly checkSeconds: number;
}

/**
 * A fault that `umctl drill` can make: one file each, and all that it does to a host is in its shell texts. Those of the
 * cluster itself are in `src/cluster/drill/faults`; a stack brings those of its own programs.
 */
export interface Fault {
  /** What `--fault` and `drill` in an inventory call it. */
  readonly name: string;
  /** What happens, in a sentence; `found` is what {@link needs} printed. */
  readonly describe: (target: Target, found: string) => string;
  readonly strikes: 'the active director' | 'a real server';
  /** Asks whether the host has what the fault takes; changes nothing. Fails with a sentence on stderr where it has not. */
  readonly needs: (target: Target) => Sh;
  readonly inject: (target: Target) => Sh;
  /** How long after its injection was answered the fault strikes, in seconds; where the answer could not come later. */
  readonly strikesAfter?: number;
  /** Takes the fault back; can be run again, and where it was not injected. */
  readonly undo?: (target: Target) => Sh;
  /** What state the cluster is left in, and what to type to change that. */
  readonly leaves: (target: Target) => string;
  /** Whether another director has to take the address over before the cluster has recovered. */
  readonly moves: boolean;
  /** Has to be allowed by an option of its own. */
  readonly destructive?: true;
  /** What is expected where the inventory sets no limits. */
  readonly limits: (timings: Timings) => Limits;
}

/** What each part of a stack brings for `umctl drill`. */
interface Drillable {
  readonly faults: readonly Fault[];
  /** Prints the version of its program in one line, or nothing, for the report of a drill; changes nothing. */
  readonly version?: Sh;
}

export interface HaDrill extends Drillable {
  /** By the variables of a director. */
  readonly deadtime: (director: Pick<Host, 'vars'>) => Timings['deadtime'];
}

/** What clients ask a virtual address for. */
export interface Page {
  readonly address: string;
  readonly url: string;
}

export interface BalancerDrill extends Drillable {
  /** By the variables of a director. */
  readonly checkSeconds: (director: Pick<Host, 'vars'>) => Timings['checkSeconds'];
  /** The first page that clients ask a virtual service for by http or https; by the variables of a director, too. */
  readonly url: (director: Pick<Host, 'vars'>) => string | undefined;
  /** The first of each virtual address that has one; default: that one alone. */
  readonly pages?: (director: Pick<Host, 'vars'>) => readonly Page[];
}
