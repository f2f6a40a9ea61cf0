import type { z } from 'zod';
import type { fallback } from '../../../src/cluster/services/fallback.ts';
import { at } from './real.ts';
import { setting } from './setting.ts';

export const fallbackLine = (given: z.infer<typeof fallback> | undefined): readonly string[] =>
  setting('fallback', given && `${at(given.address, given.port)} ${given.forwarding}`);
