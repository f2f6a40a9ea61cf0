import { type Capability, capability } from '../../core/capability.ts';

/** Teaches the init system how a service rereads its configuration, where its package does not. */
export const reloadCommand: Capability<{
  readonly service: string;
  /** A line of words. */
  readonly command: string;
}> = capability('reload command', { optional: true });
