import type { Family } from '../../core/address/ip.ts';
import type { Host } from '../../core/host.ts';
import type { Hook, Operation, Place, Play } from '../../core/play.ts';
import type { Sh } from '../../core/sh.ts';
import type { Link, LinkEnd } from '../links/link.ts';
import type { HaDrill } from './fault.ts';
import type { Program } from './program.ts';
import type { SegmentMark } from './segment-mark.ts';
import type { HaStatus } from './status.ts';

/** The roles whose generated secrets are the key: their plays, gates included, take directors from one key to the next. */
export interface Rotation {
  readonly roles: readonly string[];
  /** What the secret is called, where an inventory may go without; left out where there is always one. */
  readonly secret?: string;
}

/** How many directors there can be. */
interface DirectorLimit {
  readonly most: number;
  /** What happens where there are more, in a sentence without its full stop. */
  readonly why: string;
}

/** How a director takes over from one that another stack serves on. */
interface TakesOver {
  /** Succeeds where it is set up, and does not wait to be told. */
  readonly unless: Sh;
  /** Returns when it has the virtual address. It fails where it cannot serve. */
  readonly run: Sh;
}

/** Port of a stack that decides which director is active and moves the virtual address. A folder in `roles/` implements it. */
export interface HaStack extends Program {
  readonly drill: HaDrill;
  readonly status: HaStatus;
  /** Hands the duties over before an active director is changed. */
  readonly handOver: Hook;
  /** Hands the duties of the active director to another of `places`. */
  readonly switchover: (from: Place, to: Place, places: readonly Place[]) => Operation;
  /** Plays that come before the balancer's: what directors need to take over from each other. */
  readonly before: readonly Play[];
  /** Plays that come after the balancer's and have the cluster serve, with every phase that they need. */
  readonly plays: readonly Play[];
  /** How the key is changed that directors know each other by; left out where they have none. */
  readonly rotation?: Rotation;
  /** A file that umctl puts on directors only: by its trace a host that leaves is known to have been one. */
  readonly directorFile: string;
  /** Left out where a director takes over by itself as soon as it is started, whether another stack serves or not. */
  readonly takesOver?: TakesOver;
  /** Whether a director hears `name` alive, or cannot tell yet, by what its role recalls there. */
  readonly hears: (recalled: string, name: string) => boolean;
  /** By what a director hears the others, whether or not it runs; left out where nothing is proven of it before it is in force. */
  readonly links?: (director: LinkEnd, directors: readonly LinkEnd[]) => readonly Link[];
  /** What it can do at most; default: any number of directors. `unasked`: the families of addresses that it is chosen for unless named. */
  readonly limits?: { readonly directors?: DirectorLimit; readonly unasked?: readonly Family[] };
  /** What no other cluster on the segment may have, too. */
  readonly marks?: (director: Host) => readonly SegmentMark[];
  /** Succeeds while duties pass from or to the node. */
  readonly handsOver: Sh;
}
