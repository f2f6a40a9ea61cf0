import { type Capability, capability } from '../../core/capability.ts';
import type { Sh } from '../../core/sh.ts';

/** Has a service start after the network is up, after a command, and with a variable in its environment. */
export const startCommand: Capability<
  {
    readonly service: string;
    /** A line of words. */
    readonly command: string;
    /** `NAME=value` */
    readonly environment: string;
  },
  {
    /** Succeeds while the host shuts down. */
    readonly shutsDown: Sh;
  }
> = capability('start command', { optional: true });
