import { z } from 'zod';
import { handover } from '../vars/handover.ts';
import { segment } from '../vars/segment.ts';

export const vars = z.object({ ...segment, ...handover });

export type HandoverVars = z.infer<typeof vars>;
