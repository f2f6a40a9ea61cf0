import { type Capability, capability } from '../../core/capability.ts';

/** A daemon of umctl's own, from a program that it has put on the host. */
export const ownDaemon: Capability<{
  readonly name: string;
  readonly description: string;
  /** Lines of words: done before it counts as started, and again when what it uses changes; what it runs as; done when it is stopped. */
  readonly begin: string;
  readonly run: string;
  readonly end: string;
  /** Services that start after it has begun, where the host has them. */
  readonly startsBefore: readonly string[];
  /** Gone, with its unit. */
  readonly gone?: true;
}> = capability('daemon of umctl', { optional: true });
