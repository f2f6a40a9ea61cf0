import { z } from 'zod';
import { segment } from '../../src/cluster/model/segment-vars.ts';

export const vars = z.object(segment);
