import { z } from 'zod';
import { demoSite } from '../../src/cluster/model/demo-site-vars.ts';
import { service } from '../ldirectord/vars/service.ts';
import { packageRepositories } from './repositories.ts';

export const vars = z.object({
  ...demoSite,
  ...packageRepositories,
  /** Some of their checks take software of their own. */
  virtual_services: z.array(service).optional(),
});

export type PackagesVars = z.infer<typeof vars>;
