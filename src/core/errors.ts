/** Exit codes of umctl, by what kept it from its end. */
export const EXIT = {
  done: 0,
  invalid: 1,
  changes: 2,
  failed: 3,
  unreachable: 4,
  locked: 5,
  moved: 6,
  unhealthy: 7,
  split: 8,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A position in a file, counted from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing wrong with the input. Printed as `FILE:LINE:COLUMN: message`. */
export interface Problem {
  readonly at?: Position;
  readonly message: string;
}

/** The input is wrong; nothing was touched. All problems at once. */
export class InputError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(problems.map(showProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}

/** `FILE:LINE:COLUMN` */
export const showPosition = ({ file, line, column }: Position): string => `${file}:${line}:${column}`;

export const showProblem = ({ at, message }: Problem): string =>
  at === undefined ? message : `${showPosition(at)}: ${message}`;

/** Why a host could not be worked on. */
export interface HostFailure {
  readonly host: string;
  readonly exit: ExitCode;
  /** What failed, in one sentence, without the host's name. */
  readonly message: string;
  /** The command that failed, as a person would type it. */
  readonly command?: string;
  /** What the command printed: the last lines. */
  readonly output?: string;
  /** What `output` is, where no command printed it. */
  readonly outputIs?:
    | 'what differs'
    | 'what is left'
    | 'its command'
    | 'what the host did'
    | 'the last try'
    | 'the server said';
  /** What SELinux denied on the host meanwhile: who, what, on what. */
  readonly denied?: readonly string[];
  /** What to type or do next. */
  readonly next?: string;
  /** The host answers all the same: it is not down. */
  readonly reached?: true;
}

/** A host failed; the others' outcome is not touched by it. */
export class HostError extends Error {
  readonly failure: HostFailure;
  /** What failed on other hosts, where one command ends by all of it. */
  readonly others: readonly HostFailure[];
  constructor(
    failure: HostFailure,
    { others = [], ...options }: ErrorOptions & { readonly others?: readonly HostFailure[] } = {},
  ) {
    super(`${failure.host}: ${failure.message}`, options);
    this.name = 'HostError';
    this.failure = failure;
    this.others = others;
  }
}

/** @throws HostError with all failures, if there are any */
export function throwFailures([first, ...others]: readonly HostFailure[]): void {
  if (first !== undefined) throw new HostError(first, { others });
}

/** What a role refuses of a host, at its place in the inventory. */
export interface RefusedHost {
  readonly host: string;
  readonly problem: Problem;
}
