import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';
import { refineServices } from '../../src/cluster/services/refine-services.ts';
import { servicesSchema } from '../../src/cluster/services/vars.ts';
import { refineSettings } from './vars/refine-settings.ts';
import { section } from './vars/section.ts';
import { writable } from './vars/writable.ts';

export const vars = z
  .object({
    ...servicesSchema(writable),
    ...logging,
    keepalived: section.prefault({}),
    /** Which director is active by preference: the highest. Default: by the order of directors. */
    priority: z.int().min(1).max(254).optional(),
  })
  .superRefine(refineServices)
  .superRefine(refineSettings);

export type KeepalivedVars = z.infer<typeof vars>;
