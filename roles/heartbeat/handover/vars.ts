import type { z } from 'zod';
import { segmentSchema } from '../../../src/cluster/model/segment-vars.ts';
import { handover } from './handover-vars.ts';

export const vars = segmentSchema(handover);

export type HandoverVars = z.infer<typeof vars>;
