import type { ClusterDomain } from '../../../src/cluster/domain.ts';
import type { Check } from '../../../src/core/check.ts';
import type { Event } from '../../../src/core/events.ts';
import type { Fact } from '../../../src/core/fact.ts';
import type { Facts } from '../../../src/core/facts.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Play } from '../../../src/core/play.ts';
import type { Resource } from '../../../src/core/resource.ts';
import type { Refusal, Role, SecretSource } from '../../../src/core/role.ts';
import type { Sh } from '../../../src/core/sh.ts';
import type { Approval } from '../../../src/engine/approve/approval.ts';
import type { Holder } from '../../../src/engine/lock/holder.ts';
import type { Session } from '../../../src/engine/run/session.ts';
import type { UnlockOptions } from '../../../src/engine/unlock.ts';

/** What a run of the engine is to do on each host, and what happens around it. */
export interface Story {
  readonly wanted: (
    host: string,
    secrets: Readonly<Record<string, string>>,
    /** Of the host, and the names of all hosts that have said what they are. */
    found: { readonly facts: Facts; readonly platform: Platform; readonly known: readonly string[] },
  ) => readonly Resource[];
  readonly checks?: (host: string) => readonly Check[];
  /** What hosts are asked that they remember, and what is wanted then of each. */
  readonly recall?: {
    readonly ask: Sh;
    readonly wanted: (recalled: ReadonlyMap<string, string>) => readonly Resource[];
    readonly underWay?: Role<unknown>['underWay'];
  };
  readonly active?: Play['active'];
  readonly around?: NonNullable<Play['around']>;
  readonly joining?: NonNullable<Play['joining']>;
  readonly gate?: NonNullable<Play['gate']>;
  readonly batch?: NonNullable<Play['batch']>;
  readonly provenLast?: NonNullable<Play['provenLast']>;
  /** Plays that come after it, each with a role of its own. */
  readonly later?: readonly Later[];
  readonly switchover?: NonNullable<ClusterDomain['switchover']>;
  /** Who is to serve after a switchover. */
  readonly to?: string;
  /** How long verify waits for each check. */
  readonly waitSeconds?: number;
  /** Happens after the plan is shown and before it is approved. */
  readonly meanwhile?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
  /** How long the run waits for another's lock, in seconds; default not at all. */
  readonly lockWaitSeconds?: number;
  /** Whose runs are known to be over; default nobody's. */
  readonly isGone?: (other: Holder) => boolean;
  /** Hears each event at once. */
  readonly hears?: (event: Event) => void;
  /** Clusters, by name, with their hosts; default: all are one. */
  readonly parts?: Readonly<Record<string, readonly string[]>>;
  /** What `--limit` leaves; default all. */
  readonly limit?: readonly string[];
  /** The run to take back. */
  readonly earlier?: string;
  /** Says whether the locks that were found are freed; default yes, after `meanwhile`. */
  readonly confirm?: UnlockOptions['confirm'];
  /** What becomes of locks of runs that are under way; default freed. */
  readonly running?: UnlockOptions['running'];
  /** Whose runs are known to be under way; default nobody's. */
  readonly isRunning?: (other: Holder) => boolean;
  /** What approves, in place of whoever says yes after `meanwhile`. */
  readonly approval?: Approval;
  readonly secrets?: Readonly<Record<string, SecretSource>>;
  /** Facts that the role brings. */
  readonly facts?: readonly Fact<unknown>[];
  /** Facts that the platform's providers bring. */
  readonly platformFacts?: readonly Fact<unknown>[];
  /** What hosts were asked before. */
  readonly askedBefore?: Session['askedBefore'];
  /** Default: one that can do all. */
  readonly platformOf?: Session['platformOf'];
  /** What the role refuses of a host. */
  readonly refuseHost?: (host: string) => readonly Refusal[];
}

export type Later = Pick<
  Story,
  'wanted' | 'checks' | 'active' | 'around' | 'joining' | 'gate' | 'batch' | 'provenLast'
>;
