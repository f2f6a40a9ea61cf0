import type { Hook } from '../../core/hook.ts';
import type { Playbook } from '../../core/play.ts';

/** Port of a stack that decides which director is active and moves the virtual address. A folder in `roles/` implements it. */
export interface HaStack {
  /** Its name in messages, and the name of its role: `heartbeat`. */
  readonly id: string;
  /** Hands the duties over before an active director is changed. */
  readonly handOver: Hook;
  readonly switchover: NonNullable<Playbook['switchover']>;
}
