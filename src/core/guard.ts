import type { Sh } from './sh.ts';

/**
 * The way back from a change that may cut umctl off from the host. The engine has it ready on the host before the change
 * is made, and takes it away only when umctl could log in once more; see src/engine/guard.
 */
export interface Guard {
  /**
   * Shell that runs before the change: it calls `save PATH` for each file that the change may write, and prints the shell
   * that puts the live state back to what it is now. What it gives `at_boot` on stdin is run where a boot puts the files back,
   * before the network comes up.
   */
  readonly undo: Sh;
  /** The variable that decides what is changed, and where it stands; told to whoever was cut off. */
  readonly variable?: string;
}
