import type { Sh } from './sh.ts';

/** What no init system knows of a daemon; told by who wants its service. */
export interface Daemon {
  /** Its pid files, as patterns of the shell: asked where its init script does not say whether it runs. */
  readonly pidFiles?: Sh;
  /** Prints what it is busy with; for whoever waits in vain for it to stop. */
  readonly busyWith?: Sh;
  /** A body of a shell function, run now and then while it is told to stop: ends it where it never would. May `fail`. */
  readonly endsStuck?: Sh;
}
