import type { Sh } from '../../../core/sh.ts';

/** One that configures interfaces of a host, and how it is told which ones it has. A new one is a file, and a line in owners.ts. */
export interface Owner {
  /** As it is called in messages: `NetworkManager`. */
  readonly name: string;
  /** Print traces of it, one a line, each with a word of its own at the beginning; what several ask is asked once. Tidy, see core/tidy.ts. */
  readonly ask: readonly Sh[];
  /** The interfaces that it has, by these traces; {@link ALL} where they do not tell them apart. */
  readonly has: (traces: readonly string[]) => readonly string[];
  /** Whether it has the host where nobody has an interface for sure. */
  readonly otherwise?: (traces: readonly string[]) => boolean;
}

/** Stands for all interfaces. */
export const ALL = '*';

/** What a pattern's first group finds in the traces. */
export const foundIn = (traces: readonly string[], pattern: RegExp): readonly string[] =>
  traces.flatMap((line) => pattern.exec(line)?.[1] ?? []);
