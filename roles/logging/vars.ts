import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';

export const vars = z.object(logging);

export type LoggingVars = z.infer<typeof vars>;
