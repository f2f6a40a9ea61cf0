import { z } from 'zod';
import { segment } from '../../../src/cluster/model/segment-vars.ts';
import { handover } from './handover-vars.ts';

export const vars = z.object({ ...segment, ...handover });

export type HandoverVars = z.infer<typeof vars>;
