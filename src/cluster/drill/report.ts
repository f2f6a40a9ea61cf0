import type { LoadResult } from '../../load/record.ts';
import type { Figures } from '../../load/statistics.ts';
import type { DrillNode } from './node.ts';
import type { LimitJudgement } from './verdict.ts';

/** `open`: no limit was missed, and yet nobody can say that the drill was passed. */
export type DrillOutcome = 'passed' | 'failed' | 'open';

/** Something that happened during a drill, in milliseconds since the load began. */
export interface DrillEvent {
  readonly at: number;
  readonly kind: 'load' | 'fault' | 'duty' | 'recovered' | 'undo' | 'trouble';
  readonly host?: string;
  readonly message: string;
}

/** The message of the trouble that whoever runs a drill makes by ending it early. */
export const INTERRUPTED = 'interrupted';

/** All that a drill did and saw; what `--json` prints and the HTML report shows. */
export interface DrillReport {
  readonly fault: { readonly name: string; readonly host: string; readonly what: string; readonly leaves: string };
  /** Milliseconds since the load began. */
  readonly faultAt: number;
  readonly events: readonly DrillEvent[];
  /** The first of {@link urls}. */
  readonly url: string;
  /** What the load asked, in turn. */
  readonly urls: readonly string[];
  /** The host of the inventory that the load went through; undefined = the controller. */
  readonly from: string | undefined;
  readonly load: {
    readonly rate: number;
    readonly limit: number;
    readonly keepAlive: { readonly connections: number; readonly every: number; readonly patience: number };
    readonly slowAfter: number;
  };
  readonly cluster: { readonly virtualAddress: string; readonly nodes: readonly DrillNode[] };
  /** The directors with the virtual address. */
  readonly activeBefore: readonly string[];
  readonly activeAfter: readonly string[];
  readonly result: LoadResult;
  /** Before the fault, and from it on. */
  readonly before: Figures;
  readonly after: Figures;
  /** The same of each URL, where several were asked. */
  readonly byUrl: readonly { readonly url: string; readonly before: Figures; readonly after: Figures }[];
  /** Milliseconds; undefined = not within the drill. */
  readonly recovery: number | undefined;
  readonly judgements: readonly LimitJudgement[];
  /** Whether each limit that is set was kept, and the cluster is whole again; see {@link outcome}. */
  readonly passed: boolean;
  readonly outcome: DrillOutcome;
  readonly versions: { readonly umctl: string; readonly nodes: Readonly<Record<string, string>> };
  /** The command line. */
  readonly typed: string;
}
