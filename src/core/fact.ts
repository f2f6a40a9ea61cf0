import type { Output } from './connection.ts';
import { InputError } from './errors.ts';
import type { Sh } from './sh.ts';

/**
 * One thing that every host is asked at the start of a run: the question, how its answer is read, and what `umctl facts` shows
 * of it. A fact is asked where a role, a provider of the platform, the domain or the playbook brings it.
 */
export interface Fact<T> {
  /** Its name in the JSON of `umctl facts`. Two facts cannot have one name. */
  readonly id: string;
  /** Changes nothing; in words that any POSIX shell understands. */
  readonly ask: Sh;
  /** Time limit on the host, in seconds. Default 20. */
  readonly withinSeconds?: number;
  /** Reads whatever a host says, be it nothing or nonsense. Undefined = the host does not say. */
  readonly parse: (output: Output) => T;
  /** The fact that it stands before in the output of `umctl facts`. Default: it stands last. */
  readonly before?: string;
  /** Its rows in the table of `umctl facts`; default none. A method, so that a list may hold facts of all types. */
  show?(value: T, facts: FactValues): readonly (Row | Remark)[];
}

/** What a host has said, by the ids of facts. */
export interface FactValues {
  readonly [id: string]: unknown;
}

/** A line of the table; several values stand below each other, and none are shown as `none`. */
export interface Row {
  readonly name: string;
  readonly values: readonly string[];
  /** The row that it stands before, where its fact's place is not the right one. */
  readonly before?: string;
}

/** Words after the value of another fact's row. */
export interface Remark {
  readonly row: string;
  readonly remark: string;
}

/** The lines of an answer that are not empty. */
export const linesIn = ({ stdout }: Output): readonly string[] => stdout.split('\n').filter((line) => line !== '');

/**
 * The value of a fact that not every host is asked for.
 * @throws InputError where nobody brings it: then no host was asked
 */
export function read<T>(facts: FactValues, { id }: Fact<T>): T {
  if (Object.hasOwn(facts, id)) return facts[id] as T;
  throw new InputError([
    {
      message: `the fact "${id}" is read and was not asked: name it in \`facts\` of the role or playbook that reads it`,
    },
  ]);
}
