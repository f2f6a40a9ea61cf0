import { z } from 'zod';
import { demoSite } from '../../src/cluster/model/demo-site-vars.ts';
import { segment } from '../../src/cluster/model/segment-vars.ts';

export const vars = z.object({ ...segment, ...demoSite });
