import { z } from 'zod';
import { alerts } from './alerts.ts';
import { fallback } from './fallback.ts';
import { emailAddress, path } from './text.ts';
import { timeouts } from './timeouts.ts';

/** Whole seconds, at least one, as the manual page has them. */
export const wholeSeconds = z.int().min(1);

/**
 * Settings for all services, under the names of the section's manual page. Not `supervised` (who starts it needs a daemon) and not
 * `execute` (a second configuration is none that umctl writes).
 */
export const settings = z
  .strictObject({
    checktimeout: wholeSeconds.optional(),
    negotiatetimeout: wholeSeconds.optional(),
    checkinterval: wholeSeconds.default(5),
    checkcount: z.int().min(1).optional(),
    failurecount: z.int().min(1).optional(),
    autoreload: z.boolean().default(true),
    callback: path.optional(),
    fallback: fallback.optional(),
    fallbackcommand: path.optional(),
    quiescent: z.boolean().default(false),
    readdquiescent: z.boolean().optional(),
    /** Default: false where both directors have the table at all times, else true. */
    cleanstop: z.boolean().optional(),
    fork: z.boolean().default(false),
    maintenancedir: path.optional(),
    ...alerts,
    emailalertfrom: emailAddress.optional(),
  })
  .transform((given) => ({ ...given, ...timeouts(given) }));
