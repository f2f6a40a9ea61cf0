import { z } from 'zod';
import { service } from '../ldirectord/vars/service.ts';
import { demoSite } from '../vars/demo-site.ts';
import { packageRepositories } from './repositories.ts';

export const vars = z.object({
  ...demoSite,
  ...packageRepositories,
  /** Some of their checks take software of their own. */
  virtual_services: z.array(service).optional(),
});

export type PackagesVars = z.infer<typeof vars>;
