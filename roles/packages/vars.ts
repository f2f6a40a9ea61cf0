import { z } from 'zod';
import { demoSite } from '../../src/cluster/model/demo-site-vars.ts';
import { packageRepositories } from './repositories.ts';

export const vars = z.object({
  ...demoSite,
  ...packageRepositories,
});

export type PackagesVars = z.infer<typeof vars>;
