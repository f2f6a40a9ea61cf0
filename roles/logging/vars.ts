import { z } from 'zod';
import { logging } from '../vars/logging.ts';

export const vars = z.object(logging);

export type LoggingVars = z.infer<typeof vars>;
