import type { CheckResult } from './check.ts';
import type { ExitCode, HostFailure } from './errors.ts';
import type { ShownRow } from './fact-rows.ts';
import type { Facts } from './facts.ts';
import type { Step } from './plan.ts';
import type { Marks } from './play.ts';
import type { Restorable, State } from './resource.ts';

/** The stages of a run on a host, in their order. */
export type Phase = 'connect' | 'facts' | 'observe' | 'approve' | 'lock' | 'act' | 'apply' | 'confirm' | 'verify';

/** What the engine says as it goes; the views fold and print it. Hosts by name, times in milliseconds. */
export type Event = Said & {
  /** Which of several clusters it is about. */
  readonly cluster?: string;
};

type Said =
  | { readonly type: 'phase'; readonly phase: Phase; readonly hosts: readonly string[] }
  | { readonly type: 'host-start'; readonly host: string; readonly phase: Phase; readonly steps?: number }
  | { readonly type: 'host-done'; readonly host: string; readonly phase: Phase; readonly milliseconds: number }
  | { readonly type: 'host-failed'; readonly host: string; readonly phase: Phase; readonly failure: HostFailure }
  | {
      readonly type: 'facts';
      readonly host: string;
      readonly facts: Facts;
      readonly packages: State;
      /** The same facts as people read them; programs are given the facts. */
      readonly rows: readonly ShownRow[];
    }
  | {
      readonly type: 'plan';
      readonly host: string;
      readonly steps: readonly Step[];
      /** Which role wants a step, by its id. */
      readonly roles?: Readonly<Record<string, string>>;
    }
  /** A lock that was found, by `umctl unlock`: who holds it, and the command line of that run. */
  | {
      readonly type: 'locked';
      readonly host: string;
      readonly by: string;
      readonly process: LockProcess;
      readonly message?: string;
    }
  | {
      readonly type: 'step-start';
      readonly host: string;
      readonly id: string;
      readonly title: string;
      readonly index: number;
    }
  | {
      readonly type: 'step-done';
      readonly host: string;
      readonly id: string;
      readonly title: string;
      readonly restorable: Restorable;
      readonly milliseconds: number;
    }
  /** Steps that are not done, because one before them failed or the run was interrupted. */
  | {
      readonly type: 'steps-left';
      readonly host: string;
      readonly ids: readonly string[];
      readonly titles: readonly string[];
    }
  /** Something is done to other hosts, too, for the sake of one host's change. */
  | { readonly type: 'act-planned'; readonly host: string; readonly name: string; readonly note?: string }
  /** What a run that only shows would do, where that is no step on a host. */
  | { readonly type: 'would'; readonly message: string }
  | { readonly type: 'act'; readonly name: string; readonly marks?: Marks }
  | { readonly type: 'act-done'; readonly name: string; readonly milliseconds: number; readonly marks?: Marks }
  /** Checks that are not right yet and may still come right; said again when they get fewer, or tell of progress. */
  | { readonly type: 'waiting'; readonly checks: readonly string[] }
  | { readonly type: 'check'; readonly result: CheckResult }
  /** What a drill does or sees, `at` so many milliseconds after its load began. */
  | { readonly type: 'drill'; readonly at?: number; readonly message: string }
  /** Which of several playbooks the run is for, where there are several: `of` is what they differ in. */
  | { readonly type: 'chosen'; readonly of: string; readonly name: string; readonly why: string }
  | { readonly type: 'warning'; readonly message: string }
  | { readonly type: 'summary'; readonly summary: Summary };

/** What this controller knows of the process that took a lock; `unknown`: it was another controller's, as a rule. */
export type LockProcess = 'gone' | 'running' | 'unknown';

/** How a run ended, host by host. */
export interface Summary {
  readonly command: string;
  readonly exit: ExitCode;
  readonly hosts: readonly HostSummary[];
  readonly checks: { readonly passed: number; readonly failed: number };
  /** How each of several clusters ended. */
  readonly clusters?: readonly { readonly cluster: string; readonly exit: ExitCode }[];
  readonly milliseconds: number;
  /** The id of the run's record, where it leaves one. */
  readonly run?: string;
  readonly marks?: Marks;
  /** Set where the run only showed what it would do. */
  readonly onlyShown?: true;
  /** Set where all that an approved plan wants has been done before. */
  readonly alreadyApplied?: true;
  /** The file that the plan was saved to. */
  readonly savedTo?: string;
}

export interface HostSummary {
  readonly host: string;
  /** `unfinished`: begun and stopped between two steps. */
  readonly outcome: 'unchanged' | 'planned' | 'changed' | 'failed' | 'unfinished' | 'not reached';
  /** Steps planned, and how many of them were done. */
  readonly planned: number;
  readonly done: number;
  readonly failure?: HostFailure;
}

export type Report = (event: Event) => void;
