import type { z } from 'zod';
import type { fallback } from '../vars/fallback.ts';
import { setting } from './setting.ts';

export const fallbackLine = (given: z.infer<typeof fallback> | undefined): readonly string[] =>
  setting(
    'fallback',
    given && `${given.address}${given.port === undefined ? '' : `:${given.port}`} ${given.forwarding}`,
  );
