import { type Capability, capability } from '../../core/capability.ts';

/** Has a service stop before others do, where the host has them, and a command run once it has stopped. */
export const stopCommand: Capability<{
  readonly service: string;
  /** Services that go on until the command has ended. */
  readonly stopsBefore: readonly string[];
  /** A line of words. */
  readonly command: string;
}> = capability('stop command', { optional: true });
