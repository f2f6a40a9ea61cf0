import { type Key, numberOf } from '../../../../../roles/heartbeat/authkeys/number.ts';
import type { Authkeys } from '../../../../../roles/heartbeat/authkeys/state.ts';

/** A director: what its authkeys says, and what its heartbeat has read of it. */
export interface Director {
  file: Authkeys;
  loaded: Authkeys;
}

interface Phase {
  readonly isDone: (state: Authkeys, key: Key) => boolean;
  readonly apply: (state: Authkeys, key: Key) => Authkeys;
}

const accepting: Phase = {
  isDone: ({ keys }, { number, token }) => keys.get(number) === token,
  apply: ({ signs, keys }, { number, token }) => ({ signs, comes: number, keys: new Map([...keys, [number, token]]) }),
};
const signing: Phase = {
  isDone: ({ signs }, { number }) => signs === number,
  apply: (state, { number }) => ({ ...state, signs: number }),
};
const settling: Phase = {
  isDone: ({ signs, keys, comes }, { number }) => signs === number && keys.size === 1 && comes === undefined,
  apply: (_, { number, token }) => ({ signs: number, keys: new Map([[number, token]]) }),
};

/** The phases of the playbook, in its order: each is done everywhere, and read, before the next begins. */
export const PHASES = [accepting, signing, settling];

/** Changes the key as a run does, in steps after any of which it may be cut off. */
export function* rotate(directors: readonly Director[], token: string): Generator<void> {
  const key = {
    token,
    number: numberOf(
      token,
      directors.map(({ file }) => file),
    ),
  };
  for (const phase of PHASES)
    for (const director of directors) {
      const { file, loaded } = director;
      // What was written and not read is owed in every phase as long as a key is on its way in, and in the last.
      const owed = file !== loaded && (file.comes !== undefined || phase === settling);
      if (phase.isDone(file, key) && !owed) continue;
      if (!phase.isDone(file, key)) director.file = phase.apply(file, key);
      yield;
      director.loaded = director.file;
      yield;
    }
}

/** Whether each believes what the other signs, and means the same by it. */
export const hearEachOther = (a: Authkeys, b: Authkeys): boolean =>
  [a, b].every(({ signs }) => a.keys.has(signs) && a.keys.get(signs) === b.keys.get(signs));
