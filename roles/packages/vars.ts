import { z } from 'zod';
import { demoSite } from '../vars/demo-site.ts';

export const vars = z.object(demoSite);

export type PackagesVars = z.infer<typeof vars>;
