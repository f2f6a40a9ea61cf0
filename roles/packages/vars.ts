import { z } from 'zod';
import { demoSite } from '../vars/demo-site.ts';
import { packageRepositories } from './repositories.ts';

export const vars = z.object({ ...demoSite, ...packageRepositories });

export type PackagesVars = z.infer<typeof vars>;
