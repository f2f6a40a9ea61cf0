import { type Capability, capability } from '../../core/capability.ts';

/** Has commands run around what a service does, and the service start anew when it fails. Each is a line of words. */
export const aroundService: Capability<{
  readonly service: string;
  readonly beforeStart: string;
  readonly afterReload: string;
  /** While it still runs. */
  readonly beforeStop: string;
  /** However it ended. */
  readonly afterStop: string;
  /** Services that go on until it has stopped, where the host has them. */
  readonly stopsBefore: readonly string[];
  /** How long stopping may take in all, in seconds. */
  readonly stopsWithin: number;
  /** Runs beside it while it runs; its last words are the command by which it may have the service started anew. */
  readonly beside: string;
}> = capability('commands around a service', { optional: true });
