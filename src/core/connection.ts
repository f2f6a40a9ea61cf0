import type { Sh } from './sh.ts';

/** What a command left: its exit code (124 when its time ran out, as timeout(1) has it) and what it printed. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What stands for the answer of a host that gave none. */
export const NO_ANSWER: Output = { code: 255, stdout: '', stderr: 'the host did not answer' };

/** The exit code of a command that did nothing, as others are at work there: EX_TEMPFAIL of sysexits(3). */
export const BUSY = 75;

/** A question to a host: shell text that changes nothing. */
export interface Ask {
  readonly run: Sh;
  /** The name of a secret that the whole answer is: it arrives as its token, and empty when the answer was empty. */
  readonly seal?: string;
  /** Time limit on the host, in seconds. Default 20. */
  readonly withinSeconds?: number;
}

/**
 * How commands that follow one another are done at once, by two programs, where nothing is unusual about them. Those that are not done so
 * are run each by itself, in their turn; so these programs need not say why they do nothing.
 */
export interface Several {
  /**
   * Makes a file for what each command reads, which is written into it then. Arguments: a path where something is once no more is to be
   * done; and for each command `into`, how many bytes it reads, and `words`. Fails, and leaves nothing, where anything is unusual.
   */
  readonly prepare: Sh;
  /** Does the commands, with the same arguments. Prints how many of them are done, from the first; nothing is left of the others. */
  readonly finish: Sh;
  readonly into: string;
  /** The file in place of `into` where many are in one place, for all but the last of them there. */
  readonly among?: { readonly place: string; readonly into: string };
  readonly words: readonly string[];
  /** What the command reads last, and is not written into the file. */
  readonly end: string;
}

/** A change to a host: shell text, and what it reads on stdin (which, alone, may hold secrets). */
export interface Command {
  readonly run: Sh;
  readonly stdin?: string;
  /** Time limit on the host, in seconds. Default 900. */
  readonly withinSeconds?: number;
  /** How it is done along with others of its kind. */
  readonly several?: Several;
  /** How long it is tried again while it ends with {@link BUSY}, in seconds; its last line says what is waited for. Default 0. */
  readonly patienceSeconds?: number;
}

/** How a run of commands is followed and stopped. */
export interface RunOptions {
  /** Hears of each command as it ends. */
  readonly onOutput?: (index: number, output: Output) => void;
  /** Once aborted, the command that runs is let finish and no further one begins. */
  readonly signal?: AbortSignal;
  /** Hears of the process, on the host, of an earlier run of commands that is still at work when this one begins. */
  readonly onLeftover?: (process: number) => void;
  /** Waits first, up to so many seconds, for what {@link onLeftover} hears of. When it is not over by then, nothing is run. */
  readonly afterLeftover?: number;
  /**
   * What is asked next in all likelihood, so that it can be asked in the same exchange, right after all commands were done. Whoever asks
   * it then, and soon, has these answers.
   */
  readonly next?: readonly Ask[];
}

/** A way to a host. Every method rejects with a HostError when the host cannot be reached or the link is lost. */
export interface Connection {
  readonly host: string;
  /** Asks everything in one exchange; one output each, in order. A failing question spoils no other. */
  ask(questions: readonly Ask[]): Promise<readonly Output[]>;
  /** Whether these would be answered without an exchange, by what was asked along with others. Default: they would not. */
  knows?(questions: readonly Ask[]): boolean;
  /**
   * Runs commands one after another in one exchange and stops at the first that fails: the outputs are then as many
   * as were run, the last with a code other than 0. Fewer without a failure only when `signal` was aborted.
   */
  run(commands: readonly Command[], options?: RunOptions): Promise<readonly Output[]>;
  /** How many exchanges there have been; for the promise that they do not grow with the number of tasks. */
  readonly exchanges: number;
  close(): Promise<void>;
}

/** Opens the way to a host; one per host and run. */
export type Connect = (host: string) => Promise<Connection>;
