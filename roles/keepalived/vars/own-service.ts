import { z } from 'zod';
import { command } from './command.ts';
import { ownCheck } from './own-checks.ts';

/** What only keepalived has for a virtual service; see keepalived.conf(5). */
export const ownService = z.strictObject({
  /** In place of `check`, which is for ldirectord then; all have to succeed. */
  checks: z.array(ownCheck).min(1).optional(),
  /** Seconds from a failed check to the next, where a check does not say it. Default: as between checks; of `checks`, keepalived's. */
  delay_before_retry: z.number().min(0).max(86_400).optional(),
  /** How much weight has to be left for the service not to be handed to the fallback. */
  quorum: z.int().min(1).optional(),
  hysteresis: z.int().min(0).optional(),
  /** Commands for a service that gains or loses its quorum, in place of `fallbackcommand`. */
  quorum_up: command.optional(),
  quorum_down: command.optional(),
  /** Whether they, and those of real servers, run when keepalived ends, too. */
  omega: z.boolean().optional(),
  /** Commands for a real server that comes or goes. */
  notify_up: command.optional(),
  notify_down: command.optional(),
  /** What checks of pages ask for by name, where they say nothing else. */
  virtualhost: z
    .string()
    .regex(/^[\w.:[\]-]+$/)
    .optional(),
  /** As in the section for all services. */
  alpha: z.boolean().optional(),
  warmup: z.number().min(0).max(86_400).optional(),
});

/** What is keepalived's own of one real server. */
export const ownReal = z.strictObject({
  /** These are in place of those of its service. */
  checks: z.array(ownCheck).min(1).optional(),
  notify_up: command.optional(),
  notify_down: command.optional(),
  /** As `quiescent` of its service. */
  inhibit_on_failure: z.boolean().optional(),
});

export type OwnService = z.infer<typeof ownService>;
