import { z } from 'zod';
import { hostName } from '../../core/schema.ts';
import { emailAddress } from './text.ts';

const STATES = ['all', 'none', 'starting', 'running', 'stopping', 'reloading'] as const;

/** Mail about real servers that go and come; for all services, or for one. */
export const alerts = {
  emailalert: z.array(emailAddress).min(1).optional(),
  /** Seconds between mails about one that stays away; 0: one mail only. */
  emailalertfreq: z.int().min(0).optional(),
  emailalertstatus: z
    .array(z.enum(STATES))
    .min(1)
    .refine((states) => !states.includes('none') || states.length === 1, { error: "'none' stands alone" })
    .optional(),
  smtp: hostName.optional(),
};
