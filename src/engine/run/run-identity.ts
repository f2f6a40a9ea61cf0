import type { Holder } from '../lock/holder.ts';

/** The run, as locks and records name it. */
export interface RunIdentity {
  /** Who this run is to others that find a host locked; its `run` also names what the run leaves on the nodes. */
  readonly holder: Holder;
  /** Whether another run is known to be over: its process was on this controller and is there no more. */
  readonly isGone: (other: Holder) => boolean;
  /** Whether another run is known to be under way: its process is on this controller. */
  readonly isRunning: (other: Holder) => boolean;
  /** How long to wait for another run's lock, in seconds. */
  readonly lockWaitSeconds: number;
  /** What to type when a lock is left over, ready to type. */
  readonly unlockCommand: string;
}
