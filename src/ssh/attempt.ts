import type { AnyAuthMethod } from 'ssh2';
import type { Authentication } from './target.ts';

/** Hears what becomes of an attempt with a password. */
export interface AttemptHears {
  readonly sent: () => void;
  /** The host asks for something that nobody here can answer. */
  readonly cannotAnswer: (question: string) => void;
}

/** One way to log in. The method is made at the last moment, so that a password is plain for no longer than it must. */
export interface Attempt {
  readonly label: string;
  readonly type: Authentication;
  readonly method: (hears: AttemptHears) => AnyAuthMethod;
  /** Whether it sends the password. */
  readonly isPassword?: boolean;
  /** Only where the host knows RSA with SHA-2. */
  readonly needsSha2?: boolean;
}
