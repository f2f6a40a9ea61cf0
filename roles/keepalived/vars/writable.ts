import { z } from 'zod';
import type { Writable } from '../../../src/cluster/services/text.ts';

/** Texts of checks that keepalived.conf has no way to hold are in files of their own, a line each. */
const line = z
  .string()
  .min(1)
  .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(text), {
    error: 'expected text without a tab, line break or other control character',
  });

export const writable: Writable = { text: line, beside: line };

/** What no secret of a check may hold. */
export const FORBIDDEN = '\n';
