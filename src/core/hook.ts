import type { Check, CheckResult } from './check.ts';
import type { Facts } from './facts.ts';
import type { Host } from './host.ts';
import type { Job } from './job.ts';
import type { Step } from './plan.ts';
import type { Sh } from './sh.ts';

/** A host of a play, as it was found when it was last asked. */
export interface Place {
  readonly host: Host;
  readonly facts: Facts;
  /** Whether it carries the service; see `active` of a play. */
  readonly active: boolean;
}

/** The moment in which a host is about to be changed. */
export interface HookContext extends Place {
  /** What is to be done on it in this play, never empty. */
  readonly steps: readonly Step[];
  /** All hosts of the play that are known, this one included. */
  readonly places: readonly Place[];
}

/** Who has a run's acts done, and when that run began (ISO 8601). */
export interface Requester {
  readonly by: string;
  readonly since: string;
}

/** What a domain says of its own with an event; in JSON its fields are those of the event. */
export type Marks = Readonly<Record<string, string | readonly string[]>>;

/** Something done to several hosts for the sake of one host's change: another takes over what it does. */
export interface Operation {
  /** In a few words: `n1 hands its duties over to n2`. */
  readonly name: string;
  /** For whoever approves it: what of the host's change makes it necessary, how long it takes, and what stays so after it. */
  readonly note?: string;
  /** What has to be right before it is begun. */
  readonly preconditions: readonly Check[];
  /** Set where the host is changed all the same, with a warning, when `given` is not right; default: the roll-out stops. */
  readonly optional?: true;
  /** Whether it is done although a check has failed, as that is what one hands over from. Default: it is not. */
  readonly tolerates?: (failed: CheckResult) => boolean;
  /** What is run, by host. A failure stops the roll-out. */
  readonly run: Readonly<Record<string, Sh>>;
  /** Jobs that are done after that, one by one, as plans of their own: what other hosts have to be for this one's sake. */
  readonly jobs?: (job: Job, by: Requester) => readonly Job[];
  /** What whoever made it says with the events of its beginning (where it has jobs) and of its end. */
  readonly marks?: { readonly begun?: Marks; readonly done?: Marks };
  /** What has to come true before anything else is done, each with its time limit. */
  readonly postconditions: readonly Check[];
}

/** An act as a plan has it: before the change of which host, and its name. */
export interface PlannedOperation {
  readonly host: string;
  readonly name: string;
  readonly note?: string;
}

/** What is done before and after a host is changed, where its change needs it. Pure. */
export interface Hook {
  readonly before?: (turn: HookContext) => Operation | undefined;
  /** Only after the host was changed and its plan is empty. */
  readonly after?: (turn: HookContext) => Operation | undefined;
}
