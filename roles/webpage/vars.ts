import { z } from 'zod';
import { demoSite } from '../vars/demo-site.ts';
import { segment } from '../vars/segment.ts';

export const vars = z.object({ ...segment, ...demoSite });
