import type { ConnectionSettings } from '../core/host.ts';
import type { Secrets } from '../core/secrets.ts';
import type { PasswordGate } from './password-gate.ts';
import type { Target } from './target.ts';

export interface SessionOptions {
  readonly host: string;
  /** Who is logged in, and where. */
  readonly target: Target;
  readonly gate: PasswordGate;
  readonly become: ConnectionSettings['become'];
  readonly secrets: Secrets;
  /** How long a host may take beyond the time limit of what it does, in seconds. */
  readonly slackSeconds: number;
}
