import { z } from 'zod';
import { demoSite } from '../../src/cluster/model/demo-site-vars.ts';

export const vars = z.object(demoSite);
