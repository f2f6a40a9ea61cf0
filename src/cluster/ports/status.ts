import type { Answer } from '../status/answer.ts';
import type { Finding, Mends, Seen } from '../status/findings/seen.ts';
import type { Probe } from '../status/probe.ts';
import type { HostStatus } from '../status/shape.ts';

/** A column of the table of hosts. */
export interface Column {
  /** In capitals. */
  readonly title: string;
  /** What stands there for a node that answers; nothing for one that is no director. Only fields of the host are at hand. */
  readonly cell: (host: HostStatus) => string;
}

/** A director that answers. */
export interface AnsweringDirector {
  readonly host: HostStatus;
  readonly answer: Answer;
}

/** What a part of a stack brings to `umctl status`; nothing of it changes a host. */
export interface StatusPart {
  /** What it asks directors; read its answers with `answerTo(answer.said, probe)`. */
  readonly probes: readonly Probe<unknown>[];
  /** What `--json` has of a director from it, by the names of the fields. */
  readonly fields: (answer: Answer) => Readonly<Record<string, unknown>>;
  readonly columns: readonly Column[];
  /** What of it does not work on a director, or would not at the next fail-over. Each is told behind the host's name. */
  readonly findings: (director: AnsweringDirector, seen: Seen) => readonly Finding[];
}

/** What the part that moves the virtual address brings. */
export interface HaStatus extends StatusPart {
  /** Whether the director hands duties over just now: for that moment two may have the address, and rightly. */
  readonly handsOver: (answer: Answer) => boolean;
  /** The nodes that the director takes for alive, by their names in the inventory. */
  readonly sees: (answer: Answer) => readonly string[];
  /** Whether the director takes over with the table that it has, rather than with one that is filled only then. */
  readonly isReady: (answer: Answer) => boolean;
  readonly mends: Mends;
}
