import { z } from 'zod';
import { segment } from '../vars/segment.ts';

export const vars = z.object(segment);
