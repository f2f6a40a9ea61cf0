import { z } from 'zod';
import { demoSite } from '../../src/cluster/model/demo-site-vars.ts';
import { packageRepositories } from './repositories.ts';

export const vars = z.object({
  ...demoSite,
  ...packageRepositories,
  /** What makes the hosts a cluster; see `src/cluster/stack`, which judges it. */
  stack: z.string().optional(),
});

export type PackagesVars = z.infer<typeof vars>;
