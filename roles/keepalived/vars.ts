import { z } from 'zod';
import { logging } from '../../src/cluster/model/logging-vars.ts';
import { refineAddresses } from '../../src/cluster/model/refine-addresses.ts';
import { refineServices, refineSomeService } from '../../src/cluster/services/refine-services.ts';
import { serviceSchema } from '../../src/cluster/services/service.ts';
import { servicesSchema } from '../../src/cluster/services/vars.ts';
import { ownService } from './vars/own-service.ts';
import { refineSettings } from './vars/refine-settings.ts';
import { section } from './vars/section.ts';
import { SERVICE_WORDS } from './vars/words.ts';
import { writable } from './vars/writable.ts';

/** A virtual service, with what only keepalived has for it. */
const service = serviceSchema(writable).safeExtend({
  ...SERVICE_WORDS,
  keepalived: ownService.optional(),
});

export type KeepalivedService = z.infer<typeof service>;

const always = { when: () => true };

export const vars = z
  .object({
    ...servicesSchema(service),
    ...logging,
    keepalived: section.prefault({}),
    /** Which director is active by preference: the highest. Default: by the order of directors. */
    priority: z.int().min(1).max(254).optional(),
  })
  .superRefine(refineAddresses, always)
  .superRefine(refineSomeService, always)
  .superRefine(refineServices)
  .superRefine(refineSettings);

export type KeepalivedVars = z.infer<typeof vars>;
